"""Pictures of a report as SVG: charts, strips, QR codes."""

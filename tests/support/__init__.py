"""What the tests share: assemblies, dossiers, attacks, the engine of the browser, an oracle."""

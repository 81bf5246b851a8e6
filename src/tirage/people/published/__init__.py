"""What another program published of its draw: files of any of the field's forms, put together."""

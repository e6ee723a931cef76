"""The Filage file: everything an organisation holds, in and out, without loss."""

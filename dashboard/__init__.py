"""The web app: reads one published release and shows it as pages, figures and files."""

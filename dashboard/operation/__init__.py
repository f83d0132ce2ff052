"""What an operator needs around the site: headers, trusted proxies, logs, measurements, limits."""

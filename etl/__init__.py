"""Turn the compiled public record into a published release: read, check, reconcile, publish."""

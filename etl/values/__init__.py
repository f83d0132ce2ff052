"""Turn what stands in the cells of agencies into the project's values, or say what is wrong; nothing is guessed."""

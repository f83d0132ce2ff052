"""The ranking: every region of a level by its number, and apart from them those without one."""

"""The screens, one file each beside its style sheet."""

"""Knowledge: data files in, typed indexes out."""

"""Named datasets: items of data that belong to the organization, and the projects that they are attached to."""

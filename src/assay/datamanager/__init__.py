"""Lists of tasks: columns, order, pages, actions."""

"""The method: grades, figures that agree, truth tables, the state of translations."""

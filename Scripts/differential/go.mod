module rootward/differential

go 1.25

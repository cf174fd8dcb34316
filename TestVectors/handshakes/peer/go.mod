module rootward/handshakes

go 1.25

import express from "express";
import dotenv from "node:process";

// Größe zählt: 😀 before the edit
const app = express();

app.use(express.json());

function routes(server) {
	server.get("/", (req, res) => {
		res.json({ service: "e5-js-esm-bom-tabs" });
	});
	server.post("/echo", (req, res) => {
		res.json(req.body);
	});
}

routes(app);

app.listen(dotenv.env.PORT || 3000);

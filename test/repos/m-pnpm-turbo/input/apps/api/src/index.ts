import { serve } from "@hono/node-server";
import { Hono } from "hono";

const app = new Hono();
const api = app.basePath("/");

api.get("/", (c) => c.json({ service: "m-pnpm-turbo" }));
api.post("/echo", async (c) => c.json(await c.req.json()));

const server = serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000) });
server.on("listening", () => console.log("listening"));

// A chat over npm socket.io, as its own documentation writes it: rooms, acknowledgements, the WebSocket transport.
import { createServer } from "node:http";
import { Server } from "socket.io";
import { store } from "./store.mjs";

const http = createServer((_, answer) => answer.end("ok"));
const io = new Server(http, { transports: ["websocket"], serveClient: false });

io.on("connection", socket => {
  socket.on("join", (room, side, joined) => {
    socket.data.side = side;
    socket.join(room);
    joined({});
  });
  socket.on("post", async (room, id, text, stored) => {
    const { side } = socket.data;
    const { seq, at } = await store(id, room, side, text);
    stored({ seq, at });
    socket.to(room).emit("message", room, { id, seq, at, side, text });
  });
});
http.listen(Number(process.env.PORT), "127.0.0.1");

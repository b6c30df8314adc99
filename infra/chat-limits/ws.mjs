// A chat over npm ws: JSON in plain WebSocket messages.
import { createServer } from "node:http";
import { WebSocketServer } from "ws";
import { Rooms, store } from "./store.mjs";

const rooms = new Rooms();
const http = createServer((_, answer) => answer.end("ok"));
const server = new WebSocketServer({ server: http, perMessageDeflate: false });

server.on("connection", socket => {
  let room, side;
  socket.on("message", async data => {
    const message = JSON.parse(data);
    if (message.t === "join") {
      ({ case: room, side } = message);
      rooms.join(room, socket);
      socket.send('{"t":"joined"}');
      return;
    }
    const { id, text } = message;
    const { seq, at } = await store(id, room, side, text);
    socket.send(JSON.stringify({ t: "ack", n: message.n, seq, at }));
    const pushed = JSON.stringify({ t: "message", case: room, message: { id, seq, at, side, text } });
    for (const other of rooms.others(room, socket)) other.send(pushed);
  });
  socket.on("close", () => rooms.leave(room, socket));
});
http.listen(Number(process.env.PORT), "127.0.0.1");

// What both servers do besides their wire: one insert for each message, acknowledged after it, handed to the other party.
// The statement is prepared and the pool as large as the portal's; nobody is asked who they are, nothing is audited.
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE, max: 16 });

const insert = {
  name: "insert",
  text: "insert into limits.message (id, case_id, side, text, at) values ($1, $2, $3, $4, now()) returning seq, at",
};

export async function store(id, caseId, side, text) {
  const { rows } = await pool.query({ ...insert, values: [id, caseId, side, text] });
  return rows[0];
}

/** Who is connected, by conversation. */
export class Rooms {
  #rooms = new Map();

  join(caseId, connection) {
    const room = this.#rooms.get(caseId) ?? new Set();
    this.#rooms.set(caseId, room.add(connection));
  }

  leave(caseId, connection) {
    this.#rooms.get(caseId)?.delete(connection);
  }

  *others(caseId, connection) {
    for (const other of this.#rooms.get(caseId) ?? []) if (other !== connection) yield other;
  }
}

/** The benchmark closes the standard input when it has done with the server. */
process.stdin.resume().on("end", () => process.exit(0));

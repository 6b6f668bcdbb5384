import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { introuvable, Refus } from "../../regles/shared/refus.ts";
import { type EtatAvancement, sendAvancement } from "./avancement.ts";

const ask = (etats: readonly EtatAvancement[], accept: string | null, dureeMax = 1_000) => {
  let rang = 0;
  const app = new Hono().get("/", (c) =>
    sendAvancement(c, async () => etats[Math.min(rang++, etats.length - 1)] ?? { statut: "fini" }, {
      pas: 1,
      dureeMax,
    }),
  );
  return app.request("/", accept ? { headers: { accept } } : {});
};
const lecture = (octetsLus: number): EtatAvancement => ({ statut: "lecture", octetsLus, taille: 10 });
const eventsOf = async (answer: Response) =>
  [...(await answer.text()).matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? "null"));

describe("where a long work is", () => {
  it("is told once to whoever asks for a state", async () => {
    const answer = await ask([lecture(3), { statut: "pret" }], null);
    expect(answer.headers.get("content-type")).toMatch("application/json");
    expect(await answer.json()).toEqual(lecture(3));
  });

  it("is told at each change to whoever listens, the end last", async () => {
    const answer = await ask([lecture(1), lecture(1), lecture(9), { statut: "pret" }, lecture(0)], "text/event-stream");
    expect(answer.headers.get("content-type")).toMatch("text/event-stream");
    expect(await eventsOf(answer)).toEqual([lecture(1), lecture(9), { statut: "pret" }]);
  });

  it("ends by itself while the work goes on: the browser asks again", async () => {
    expect(await eventsOf(await ask([lecture(1)], "text/event-stream", 5))).toEqual([lecture(1)]);
  });

  it("refuses before the first event, as any page does", async () => {
    const app = new Hono()
      .onError((error, c) => c.text(error instanceof Refus ? error.code : "defaut", 404))
      .get("/", (c) =>
        sendAvancement(c, async () => {
          throw introuvable("depot-inconnu", "Ce dépôt n’existe pas.");
        }),
      );
    const answer = await app.request("/", { headers: { accept: "text/event-stream" } });
    expect([answer.status, await answer.text()]).toEqual([404, "depot-inconnu"]);
  });
});

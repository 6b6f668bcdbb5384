import { expect, test } from "vitest";
import type { IssueCourrier, MessageCourrier } from "#socle/lectures/courrier.ts";
import { baseOf } from "../../../test/fixtures/base.ts";
import type { EnvoiReunion, Reunion } from "../lectures/ports.ts";
import { envoyerCourrier } from "./courrier-envoyer.ts";

const envoi = (id: number, sequence: number, etat: EnvoiReunion["etat"]): EnvoiReunion => ({
  id,
  sequence,
  etat,
  membre: 1,
  nom: `n${id}`,
  courriel: `n${id}@essai.invalid`,
  methode: "REQUEST",
  motif: null,
  envoyeLe: null,
});

/** In-memory lines of a meeting that was moved once. */
function open(lignes: EnvoiReunion[], issues: readonly IssueCourrier[]) {
  const partis: string[] = [];
  const base = baseOf({
    reunions: {
      find: async () => ({ sequence: 1 }) as Reunion, // the rank alone is read
      envois: async () => [...lignes],
      takeEnvoi: async (_, id) => lignes.find((one) => one.id === id) ?? null,
      noteEnvoi: async (_, id, { etat, motif }) => {
        const rang = lignes.findIndex((one) => one.id === id);
        const one = lignes[rang];
        if (one) lignes[rang] = { ...one, etat, motif };
      },
    },
  });
  const send = (encore: () => boolean = () => true) =>
    envoyerCourrier(base, {
      epci: "200068666",
      reunion: 4,
      maintenant: "2018-10-05T09:00:00.000Z",
      encore,
      compose: ({ courriel }) => ({ cle: courriel }) as MessageCourrier, // the server of the test reads nothing else
      courrier: {
        adresse: "",
        depot: null,
        envoyer: async ({ cle }) => issues[partis.push(cle) - 1] ?? { etat: "envoye" },
      },
    });
  return { lignes, partis, send, etats: () => lignes.map(({ etat }) => etat) };
}

test("a former rank never leaves, nor what has left", async () => {
  const { send, partis, etats } = open([envoi(1, 0, "echec"), envoi(2, 1, "envoye"), envoi(3, 1, "a-envoyer")], []);
  await send();
  expect(partis).toEqual(["n3@essai.invalid"]);
  expect(etats()).toEqual(["echec", "envoye", "envoye"]);
});

test("what has no time left waits, and leaves the next time", async () => {
  const { send, partis, etats } = open([envoi(1, 1, "a-envoyer"), envoi(2, 1, "a-envoyer")], []);
  await send(() => partis.length < 1);
  expect(etats()).toEqual(["envoye", "a-envoyer"]);
  await send();
  expect(partis).toEqual(["n1@essai.invalid", "n2@essai.invalid"]);
});

test("one refused address stops nobody; a server that does not answer is asked once, and its reason is everyone's", async () => {
  const refus: IssueCourrier = { etat: "echec", motif: "Refusée.", panne: false };
  const panne: IssueCourrier = { etat: "echec", motif: "Ne répond pas.", panne: true };
  const { send, partis, lignes } = open(
    [1, 2, 3, 4].map((id) => envoi(id, 1, "a-envoyer")),
    [refus, panne],
  );
  await send();
  expect(partis).toHaveLength(2);
  expect(lignes.map(({ motif }) => motif)).toEqual(["Refusée.", "Ne répond pas.", "Ne répond pas.", "Ne répond pas."]);
});

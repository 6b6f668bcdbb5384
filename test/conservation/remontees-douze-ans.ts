import { type Attendu, ajouterMois, fin, type Graine, insert } from "./graine.ts";

/** A remontée and its follow-up go together, ten years after the end of the year in which something was seen, whenever it was closed. */
export async function semerRemontee(
  { sql, epci, organisation }: Graine,
  i: number,
  attendus: Attendu[],
): Promise<void> {
  const annee = 2012 + ((i * 5) % 14);
  const remontee = await insert(sql, "remontee", {
    epci,
    organisation,
    commune: "52448",
    observee_le: `${annee}-06-15`,
    type: "bruit",
    gravite: "faible",
    recurrente: "non",
    texte: "canari",
  });
  const suite = await insert(sql, "remontee_suite", {
    epci,
    organisation,
    remontee,
    etat: "resolue",
    le: `${annee + 1}-02-01`,
    texte: "canari",
  });
  const disparait = ajouterMois(fin(annee), 120);
  attendus.push({ sonde: "public.remontee", cle: remontee, disparait });
  attendus.push({ sonde: "public.remontee_suite", cle: suite, disparait });
}

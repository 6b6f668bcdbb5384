import { formatCompte, formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import { type Source, unknown, type ValeurLue } from "./indicateurs-sources.ts";

export async function readReunions({ base, epci, aujourdhui }: Source): Promise<ValeurLue> {
  const [instances, reunions] = await Promise.all([base.instances.list(epci), base.reunions.list(epci)]);
  if (instances.length === 0) return unknown("nombre", "Inconnu\u00A0: aucune instance n’est enregistrée.");
  const annee = aujourdhui.slice(0, 4);
  const tenues = reunions.filter(
    ({ etat, jour }) => (etat === "ouverte" || etat === "close") && jour.startsWith(annee) && jour <= aujourdhui,
  ).length;
  const prochaine = reunions
    .filter(({ etat, jour }) => (etat === "preparation" || etat === "convoquee") && jour >= aujourdhui)
    .map(({ jour }) => jour)
    .toSorted()[0];
  const suite = prochaine === undefined ? "aucune n’est prévue" : `la prochaine est le ${formatJour(prochaine)}`;
  return {
    valeur: tenues,
    genre: "nombre",
    phrase: `${annee}\u00A0: ${formatCompte(tenues, "réunion tenue", "réunions tenues")}\u00A0; ${suite}.`,
  };
}

export async function readCas({ base, epci }: Source): Promise<ValeurLue> {
  const cas = await base.casBloques.list(epci);
  const ouverts = cas.filter(({ closLe }) => closLe === null);
  const inscrits = ouverts.filter(({ etat }) => etat === "inscrit").length;
  const clos = cas.length - ouverts.length;
  return {
    valeur: ouverts.length,
    genre: "nombre",
    phrase: `${formatCompte(ouverts.length, "cas en cours", "cas en cours")}, dont ${formatNombre(inscrits)} à l’ordre du jour d’une réunion\u00A0; ${formatCompte(clos, "clos", "clos")}.`,
  };
}

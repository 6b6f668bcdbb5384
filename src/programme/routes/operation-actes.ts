import type { Context } from "hono";
import { ETATS_OPERATION } from "#donnees/regles/programme/operation.ts";
import { isMember } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { champ, choix, Faute, jourOuVide, numeroCache, relu, texte } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { defineActe, type EtatPage, erreurOf, SANS_ACTE, Suite } from "#socle/routes/page-actes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { suivreOperation } from "../actes/ecrire-operation.ts";
import { examinerOperation, publierOperation } from "../actes/examiner-operation.ts";
import { addFinancement, withdrawFinancement } from "../actes/financer-operation.ts";
import { readOperation } from "../lectures/compute-registre.ts";
import { renderOperationPage } from "../pages/operation-page.tsx";
import { AVIS_EXAMEN, ETATS_FINANCEMENT } from "../regles/etat-operation.ts";

const MODIFIER = garde("programme", "modifier");

export async function showOperation(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const lue = await readOperation(c.var.base, epci, readNumero(c, "id"), site.deps.horloge.aujourdhui());
  return renderOperationPage({
    cadre,
    lue,
    membre: isMember(c.var.acteur, epci),
    examen: etat.acte === "examinee" ? etat : SANS_ACTE,
    financement: etat.acte === "financement" ? etat : SANS_ACTE,
    aRelire: etat.code === "programme-a-relire",
    annonce: etat.annonce,
    erreur: erreurOf(etat),
  });
}

const SUIVRE = defineActe({
  chemin: "etat",
  droit: MODIFIER,
  annonce: "L’état est enregistré.",
  champs: { de: choix("État", ETATS_OPERATION), vers: choix("État", ETATS_OPERATION) },
  run: ({ base, epci, numero }, change) => suivreOperation(base, { epci, id: numero("id"), ...change }),
});

const EXAMINER = defineActe({
  chemin: "examen",
  droit: garde("programme", "valider", { partout: true }),
  annonce: "L’avis est enregistré.",
  champs: { avis: choix("Avis", AVIS_EXAMEN), motif: texte("Motif"), relu: relu(), revision: numeroCache() },
  run: ({ base, epci, aujourdhui, numero }, examen) =>
    examinerOperation(base, { epci, id: numero("id"), ...examen, aujourdhui }),
});

const PUBLIER = defineActe({
  chemin: "publication",
  droit: garde("programme", "modifier", { partout: true }),
  annonce: "L’opération est publique.",
  champs: { publie: choix("Publique", ["oui", "non"]) },
  run: async ({ base, epci, aujourdhui, numero }, lu) => {
    const publie = lu.publie === "oui";
    await publierOperation(base, { epci, id: numero("id"), publie, aujourdhui });
    return new Suite({ fait: publie ? "publiee" : "depubliee" });
  },
});

/** Euros of an operation: ten digits at most, two decimals. */
const montant = champ((valeur) => {
  const ecrit = valeur.replaceAll(/[\s\u00a0\u202f€]/g, "").replace(",", ".");
  if (ecrit === "") return null;
  if (/^\d{1,10}(\.\d{1,2})?$/.test(ecrit)) return Number(ecrit);
  return new Faute("Montant\u00A0: écrivez des euros, par exemple 316000, ou laissez vide si ce n’est pas connu.");
});

const FINANCER = defineActe({
  chemin: "financements",
  droit: MODIFIER,
  annonce: "Les financements sont enregistrés.",
  defaire: { par: "retrait", quoi: "l’ajout de ce financement", vise: ["ligne"] },
  champs: {
    financeur: texte("Financeur"),
    montant,
    etatFinancement: choix("État", ETATS_FINANCEMENT),
    leFinancement: jourOuVide("Date"),
  },
  run: async ({ base, epci, aujourdhui, numero }, { etatFinancement: etat, leFinancement: le, ...ligne }) => {
    const financement = { epci, operation: numero("id"), ...ligne, etat, le, aujourdhui };
    return new Suite({ annuler: await addFinancement(base, financement) });
  },
});

const RETIRER_LIGNE = defineActe({
  chemin: "financements/:ligne{[0-9]+}/retirer",
  droit: MODIFIER,
  annonce: FINANCER.annonce,
  champs: {},
  run: async ({ base, epci, numero }) => {
    await withdrawFinancement(base, { epci, operation: numero("id"), ligne: numero("ligne") });
    return new Suite({ fait: "financement" });
  },
});

export const ACTES_OPERATION = {
  etat: SUIVRE,
  examinee: EXAMINER,
  publiee: PUBLIER,
  financement: FINANCER,
  retrait: RETIRER_LIGNE,
};

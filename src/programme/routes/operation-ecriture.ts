import type { Context } from "hono";
import { ETATS_OPERATION, type EtatOperation } from "#donnees/regles/programme/operation.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, choix, numeroCache } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { defineActe, type EtatPage, Suite } from "#socle/routes/page-actes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { creerOperation, findOperation, modifierOperation } from "../actes/ecrire-operation.ts";
import { readChoixOperation } from "../lectures/compute-registre.ts";
import { renderOperationFormulaire } from "../pages/operation-formulaire.tsx";
import { cheminOperation } from "../pages/operation-mots.tsx";
import { champsFiche, emptySaisie, ficheOf, saisieOfOperation } from "./operation-saisie.ts";

export async function showNouvelle(site: Site, c: Context<Env>, { acte, saisie, refus }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const choix = await readChoixOperation(c.var.base, epci, "creer");
  const typed = acte === null ? emptySaisie(choix) : saisie;
  return renderOperationFormulaire({ cadre, epci, choix, operation: null, saisie: typed, refus });
}

export const INSCRIRE = defineActe({
  chemin: "/programme/operations",
  droit: garde("programme", "creer"),
  annonce: "L’opération est au registre.",
  champs: async ({ base, epci }) => {
    const ouvert = await readChoixOperation(base, epci, "creer");
    const etat = ouvert.tout ? choix("État", ETATS_OPERATION) : brut().transform((): EtatOperation => "deposee");
    return { ...champsFiche(ouvert), etat };
  },
  run: async ({ base, epci, aujourdhui }, { bailleur, etat }, saisie) => {
    const id = await creerOperation(base, { epci, fiche: ficheOf(bailleur, saisie, []), etat, aujourdhui });
    return new Suite({ chemin: cheminOperation(id), fait: etat === "deposee" ? "deposee" : "inscrite" });
  },
});

export const DEPOSEE = { annonce: "L’opération est déposée\u00A0: l’EPCI va l’examiner." };

export async function showModifier(site: Site, c: Context<Env>, { acte, saisie, refus }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const [operation, choix] = await Promise.all([
    findOperation(c.var.base, epci, readNumero(c, "id")),
    readChoixOperation(c.var.base, epci, "modifier"),
  ]);
  const typed = acte === null ? saisieOfOperation(operation) : saisie;
  return renderOperationFormulaire({ cadre, epci, choix, operation, saisie: typed, refus });
}

export const MODIFIER_OPERATION = defineActe({
  chemin: "",
  droit: garde("programme", "modifier"),
  annonce: "La modification est enregistrée.",
  champs: async ({ base, epci }) => ({
    ...champsFiche(await readChoixOperation(base, epci, "modifier")),
    revision: numeroCache(),
  }),
  run: async ({ base, epci, aujourdhui, numero }, { bailleur, revision }, saisie) => {
    const { id, residences } = await findOperation(base, epci, numero("id"));
    await modifierOperation(base, { epci, id, revision, fiche: ficheOf(bailleur, saisie, residences), aujourdhui });
    return new Suite({ chemin: cheminOperation(id) });
  },
});

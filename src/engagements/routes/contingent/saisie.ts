import { z } from "zod";
import type { Base } from "#socle/lectures/base.ts";
import { habilitationsFor, habilitationsIn, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import {
  annee,
  brut,
  choix,
  choixOuVide,
  compte,
  jour,
  jourOuVide,
  type Lu,
  mots,
  numeroChoisi,
  taux,
  texteOuVide,
} from "#socle/routes/champs.ts";
import { ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import type { ChoixParties } from "../../pages/contingent/droit-page.tsx";
import { CODES_ASSIETTE } from "../../regles/contingent/assiette.ts";
import { CODES_RESERVATAIRE, EXCEPTIONS_STOCK, MODES_RESERVATION } from "../../regles/contingent/droit.ts";

const anneeSchema = z.object({ annee: ouRien(z.coerce.number().int().min(2000).max(2100)) });

/** The requested year, else the last published, else today's; with the years that have leases. Throws `saisie-invalide`. */
export async function readAnnee(
  base: Base,
  epci: string,
  parametres: Readonly<Record<string, unknown>>,
  aujourdhui: string,
): Promise<{ readonly annee: number; readonly annees: readonly number[] }> {
  const asked = parseInput(anneeSchema, { annee: parametres.annee });
  const courante = Number(aujourdhui.slice(0, 4));
  const published = await base.cubes.annees(epci);
  return { annee: asked.annee ?? published.at(-1) ?? courante, annees: [...published, courante] };
}

const ENTIER = { chiffres: 7, ecrire: "écrivez un nombre entier" };

export const CHAMPS_PARTIES = { bailleur: numeroChoisi("Bailleur"), reservataire: numeroChoisi("Réservataire") };

export const CHAMPS_DROIT = {
  mode: choix("Mode", MODES_RESERVATION),
  contingent: choix("Type dans le SNE", CODES_RESERVATAIRE),
  nombre: compte("Nombre de droits", ENTIER),
  depuis: jour("Premier jour"),
  jusque: jourOuVide("Dernier jour"),
  justification: texteOuVide(),
  exception: choixOuVide("Exception", EXCEPTIONS_STOCK),
  logements: mots(20_000),
};

/** Fields that may change once the convention is written. */
export const CHAMPS_CHANGE = {
  annee_debut: compte("Première année", ENTIER),
  annee_fin: compte("Dernière année", ENTIER),
  part: taux("Part du flux"),
  signee_le: jourOuVide("Signée le"),
};

export function changeOf({ annee_debut, annee_fin, part, signee_le }: Lu<typeof CHAMPS_CHANGE>) {
  return { anneeDebut: annee_debut, anneeFin: annee_fin, part, signeeLe: signee_le };
}

export const CHAMPS_PERIMETRE = {
  contingent: choix("Type dans le SNE", CODES_RESERVATAIRE),
  departement: brut(),
  commune: brut(),
};

export const CHAMPS_LIGNE = {
  code: choix("Ligne", CODES_ASSIETTE),
  annee: annee("Année"),
  nombre: compte("Logements", ENTIER),
};

/** Organisations that this person may choose on each side: their own, or any of the territory for who writes it all. */
export async function readChoixParties(base: Base, epci: string): Promise<ChoixParties> {
  const noms = await base.cubes.bailleurs(epci);
  // The actor's own is listed before any RPLS is published.
  const siens = habilitationsIn(base.acteur, epci).flatMap(({ siren }) => siren ?? []);
  const all = await base.contingents.organisations(epci, [...noms.keys(), ...siens]);
  const bailleurs = all.filter(({ type }) => type === "bailleur");
  const reservataires = all.filter(({ type }) => type !== "bailleur");
  const { acteur } = base;
  if (peutPartout(acteur, "contingent", "creer", epci)) return { bailleurs, reservataires };
  const mine = habilitationsFor(acteur, "contingent", "creer", epci);
  const own = new Set(mine.map(({ organisation }) => organisation));
  if (mine.some(({ role }) => role === "reservataire")) {
    return { bailleurs, reservataires: reservataires.filter(({ id }) => own.has(id)) };
  }
  return { bailleurs: bailleurs.filter(({ id }) => own.has(id)), reservataires };
}

/** Throws `saisie-a-corriger` for an organisation outside the lists. */
export async function checkParties(
  base: Base,
  epci: string,
  { bailleur, reservataire }: Lu<typeof CHAMPS_PARTIES>,
): Promise<void> {
  const { bailleurs, reservataires } = await readChoixParties(base, epci);
  if (!bailleurs.some(({ id }) => id === bailleur)) throw notListed("Bailleur");
  if (!reservataires.some(({ id }) => id === reservataire)) throw notListed("Réservataire");
}

function notListed(champ: string): Refus {
  return new Refus("saisie-a-corriger", `${champ}\u00A0: choisissez-le dans la liste.`);
}

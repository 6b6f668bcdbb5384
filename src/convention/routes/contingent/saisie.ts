import { z } from "zod";
import { CODES_ASSIETTE, type LigneAssiette } from "#engagements/regles/contingent/assiette.ts";
import {
  CODES_RESERVATAIRE,
  type DroitReservation,
  EXCEPTIONS_STOCK,
  MODES_RESERVATION,
} from "#engagements/regles/contingent/droit.ts";
import type { ConventionFlux } from "#engagements/regles/contingent/flux.ts";
import type { Base } from "#socle/lectures/base.ts";
import { habilitationsFor, habilitationsIn, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import type { SaisieConvention } from "../../pages/contingent/convention-flux-champs.tsx";
import type { ChoixParties, SaisieDroit } from "../../pages/contingent/droit-page.tsx";

export const identifiant = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

const vide = z.literal("").transform(() => undefined);
const annee = z.coerce.number().int().min(2000).max(2100);
const texte = (max: number) => z.string().max(max).default("");

/** The year asked for, else the last one published, else today's; with the years that have leases. Throws `saisie-invalide`. */
export async function readAnnee(
  base: Base,
  epci: string,
  parametres: Readonly<Record<string, unknown>>,
  aujourdhui: string,
): Promise<{ readonly annee: number; readonly annees: readonly number[] }> {
  const asked = parseInput(z.object({ annee: vide.or(annee).optional() }), { annee: parametres.annee });
  const courante = Number(aujourdhui.slice(0, 4));
  const published = await base.cubes.annees(epci);
  return { annee: asked.annee ?? published.at(-1) ?? courante, annees: [...published, courante] };
}

export const SAISIE_DROIT: SaisieDroit = {
  bailleur: "",
  reservataire: "",
  contingent: "COLACT",
  mode: "flux",
  nombre: "",
  depuis: "",
  jusque: "",
  justification: "",
  exception: "",
  logements: "",
  revision: "0",
};

const saisieDroit = z.object({
  bailleur: texte(20),
  reservataire: texte(20),
  contingent: texte(10),
  mode: texte(10),
  nombre: texte(10),
  depuis: texte(10),
  jusque: texte(10),
  justification: texte(2000),
  exception: texte(10),
  logements: texte(20_000),
  revision: texte(10),
});

export function readSaisieDroit(body: Readonly<Record<string, unknown>>): SaisieDroit {
  return parseInput(saisieDroit, body);
}

/** Throws `saisie-a-corriger`: a choice that is not in its list, a date or a number that is not one. */
export function droitOf(saisie: SaisieDroit): DroitReservation {
  const exception = saisie.exception === "" ? null : oneOf("Exception", EXCEPTIONS_STOCK, saisie.exception);
  return {
    mode: oneOf("Mode", MODES_RESERVATION, saisie.mode),
    contingent: oneOf("Type dans le SNE", CODES_RESERVATAIRE, saisie.contingent),
    nombre: whole("Nombre de droits", saisie.nombre),
    depuis: day("Premier jour", saisie.depuis),
    jusque: saisie.jusque === "" ? null : day("Dernier jour", saisie.jusque),
    justification: saisie.justification.trim() || null,
    exception,
    logements: saisie.logements.split(/[\s,;]+/).filter(Boolean),
  };
}

const saisieConvention = z.object({
  bailleur: texte(20),
  reservataire: texte(20),
  contingent: texte(10),
  departement: texte(3),
  commune: texte(5),
  annee_debut: texte(4),
  annee_fin: texte(4),
  part: texte(10),
  signee_le: texte(10),
  revision: texte(10),
});

export function readSaisieConvention(body: Readonly<Record<string, unknown>>): SaisieConvention {
  const { annee_debut, annee_fin, signee_le, ...others } = parseInput(saisieConvention, body);
  return { ...others, anneeDebut: annee_debut, anneeFin: annee_fin, signeeLe: signee_le };
}

/** What may change once the convention is written. */
export function changeOf(
  saisie: SaisieConvention,
): Pick<ConventionFlux, "anneeDebut" | "anneeFin" | "part" | "signeeLe"> {
  return {
    anneeDebut: whole("Première année", saisie.anneeDebut),
    anneeFin: whole("Dernière année", saisie.anneeFin),
    part: percent(saisie.part),
    signeeLe: saisie.signeeLe === "" ? null : day("Signée le", saisie.signeeLe),
  };
}

export function perimetreOf(saisie: SaisieConvention): Pick<ConventionFlux, "contingent" | "departement" | "commune"> {
  return {
    contingent: oneOf("Type dans le SNE", CODES_RESERVATAIRE, saisie.contingent),
    departement: saisie.departement.trim().toUpperCase(),
    commune: saisie.commune || null,
  };
}

export function ligneOf(body: Readonly<Record<string, unknown>>): LigneAssiette {
  const saisie = parseInput(z.object({ code: texte(30), annee: texte(4), nombre: texte(10) }), body);
  return {
    code: oneOf("Ligne", CODES_ASSIETTE, saisie.code),
    annee: whole("Année", saisie.annee),
    nombre: whole("Logements", saisie.nombre),
  };
}

/** Organisations that this person may put on each side: their own, or any of the territory for whoever writes it all. */
export async function readChoixParties(base: Base, epci: string): Promise<ChoixParties> {
  const noms = await base.cubes.bailleurs(epci);
  // One's own is there before any RPLS is published.
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

/** Throws `saisie-a-corriger`: only organisations of the lists may be written. */
export async function partiesOf(
  base: Base,
  epci: string,
  saisie: Pick<SaisieDroit, "bailleur" | "reservataire">,
): Promise<{ readonly bailleur: number; readonly reservataire: number }> {
  const { bailleurs, reservataires } = await readChoixParties(base, epci);
  const bailleur = bailleurs.find(({ id }) => String(id) === saisie.bailleur);
  const reservataire = reservataires.find(({ id }) => String(id) === saisie.reservataire);
  if (!bailleur) throw toCorrect("Bailleur", "choisissez-le dans la liste");
  if (!reservataire) throw toCorrect("Réservataire", "choisissez-le dans la liste");
  return { bailleur: bailleur.id, reservataire: reservataire.id };
}

function toCorrect(champ: string, quoi: string): Refus {
  return new Refus("saisie-a-corriger", `${champ} : ${quoi}.`, { champ });
}

function oneOf<T extends string>(champ: string, values: readonly T[], valeur: string): T {
  const found = values.find((candidate) => candidate === valeur);
  if (found === undefined) throw toCorrect(champ, "choisissez dans la liste");
  return found;
}

function whole(champ: string, valeur: string): number {
  if (!/^\d{1,7}$/.test(valeur.trim())) throw toCorrect(champ, "écrivez un nombre entier");
  return Number(valeur);
}

function day(champ: string, valeur: string): string {
  if (!z.iso.date().safeParse(valeur).success) throw toCorrect(champ, "écrivez une date qui existe");
  return valeur;
}

/** « 12,5 » → 0.125. */
function percent(valeur: string): number {
  const text = valeur.trim().replace(/\s?%$/, "").replace(",", ".");
  if (!/^\d{1,3}(\.\d{1,4})?$/.test(text)) throw toCorrect("Part du flux", "écrivez un pourcentage, par exemple 12,5");
  return Number((Number(text) / 100).toFixed(6));
}

import type { Context } from "hono";
import { z } from "zod";
import { pickVersion } from "#engagements/actes/convention/deps.ts";
import { isEtatIn } from "#engagements/actes/convention/record-etape.ts";
import { maySign } from "#engagements/actes/convention/sign-version.ts";
import type { Convention, VersionLue } from "#engagements/lectures/convention/convention.ts";
import { compareEngagements, tableObjectifs } from "#engagements/lectures/convention/table-objectifs.ts";
import { awaitsConfirmation } from "#engagements/regles/convention/etape.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import type { Refus } from "#socle/regles/shared/refus.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { readConvention } from "../lectures/read-convention.ts";
import { type Rejeu, rejouerAvenant } from "../lectures/rejouer-avenant.ts";
import type { DroitsVersion, SaisieVersion } from "../pages/version-formulaires.tsx";
import type { VersionPageProps } from "../pages/version-page.tsx";

/** What a page says after an act: a closed list, so that an address cannot make it say anything else. */
const ANNONCES: Readonly<Record<string, string>> = {
  cree: "Le projet est créé. Écrivez ses objectifs, ses signataires et ses étapes.",
  objectifs: "Les objectifs sont enregistrés.",
  application: "L’application à l’année en cours est enregistrée.",
  etape: "L’étape est enregistrée.",
  territorialises: "Les objectifs par lieu ou par période sont enregistrés.",
  signataire: "Le signataire est inscrit.",
  "signataire-retire": "Le signataire est retiré.",
  signature: "La signature est enregistrée.",
  abandon: "Le projet est abandonné.",
  reprise: "Les objectifs du fichier sont repris dans ce projet.",
};

export function annonceOf(c: Context<Env>): string | null {
  return ANNONCES[c.req.query("fait") ?? ""] ?? null;
}

/** The path gives digits; above the table's bound there is none. */
export function numeroOf(c: Context<Env>): number {
  return parseInput(z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER), c.req.param("numero"));
}

/** Throws `version-inconnue`, the same for one of another territory and for a draft that this person may not see. */
export function findVersionLue(convention: Convention, numero: number): VersionLue {
  return pickVersion(convention.versions, numero);
}

export function mayWrite(acteur: Acteur, epci: string): boolean {
  return peutPartout(acteur, "objectif", "modifier", epci);
}

/** The EPCI records the acts, the State its own agreement, an organisation its own signature: what `recordEtape` and `signVersion` hold to. */
function droitsOf(acteur: Acteur, epci: string, lue: VersionLue): DroitsVersion {
  const ecrire = mayWrite(acteur, epci);
  const etat = isEtatIn(acteur, epci);
  const etape = lue.etapeSuivante === "accord-prefet" ? etat || (ecrire && lue.reprise) : ecrire;
  const signables = lue.signataires.filter((signataire) => maySign(acteur, epci, lue, signataire));
  const confirmer = etat && awaitsConfirmation(lue.etapes);
  return { ecrire, etape, confirmer, signer: signables.map(({ id }) => id) };
}

/** Only whoever reads every bailleur's figures: a replay on some of the rows would be called the territory's. */
export async function replayFor(site: Site, c: Context<Env>, epci: string, lue: VersionLue): Promise<Rejeu | null> {
  if (lue.etat !== "projet" || !peutPartout(c.var.acteur, "bilan", "lire", epci)) return null;
  return rejouerAvenant(c.var.base, { epci, numero: lue.numero }, site.deps.horloge.aujourdhui());
}

/** What the pages of one version show, the same for its own and for that of the convention in force. */
export async function versionProps(
  site: Site,
  c: Context<Env>,
  convention: Convention,
  numero: number,
  { saisie, refus }: { readonly saisie: SaisieVersion; readonly refus: Refus | null },
): Promise<VersionPageProps> {
  const { epci, cadre } = await openCadre(site, c);
  const lue = findVersionLue(convention, numero);
  const parent = convention.versions.find((version) => version.numero === lue.parentNumero);
  const droits = droitsOf(c.var.acteur, epci, lue);
  return {
    cadre,
    convention,
    lue,
    droits,
    saisie,
    tables: tableObjectifs(lue.engagements, convention.noms),
    changements: parent ? compareEngagements(parent.engagements, lue.engagements, convention.noms) : null,
    rejeu: await replayFor(site, c, epci, lue),
    organisations: droits.ecrire && lue.depuis === null ? await c.var.base.habilitations.organisations(epci) : [],
    aujourdhui: site.deps.horloge.aujourdhui(),
    annonce: refus ? null : annonceOf(c),
    erreur: refus?.message ?? null,
  };
}

export function readToday(site: Site, c: Context<Env>, epci: string): Promise<Convention> {
  return readConvention(c.var.base, epci, site.deps.horloge.aujourdhui());
}

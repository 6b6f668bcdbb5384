import type { Context } from "hono";
import { readConvention } from "#bilan/lectures/convention/read-convention.ts";
import { pickVersion } from "#engagements/actes/convention/deps.ts";
import { isEtatIn } from "#engagements/actes/convention/record-etape.ts";
import { maySign } from "#engagements/actes/convention/sign-version.ts";
import type { Convention, VersionLue } from "#engagements/lectures/convention/convention.ts";
import { compareEngagements, tableObjectifs } from "#engagements/lectures/convention/table-objectifs.ts";
import { awaitsConfirmation } from "#engagements/regles/convention/etape.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { type EtatPage, erreurOf, type Lieu } from "#socle/routes/page-actes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { type Rejeu, rejouerAvenant } from "../lectures/rejouer-avenant.ts";
import type { DroitsVersion } from "../pages/version-formulaires.tsx";
import type { VersionPageProps } from "../pages/version-page.tsx";

/** Path under the territory of a version and of its own pages. */
export const VERSION = "convention/versions/:numero{[0-9]+}";

export function numeroOf(c: Context<Env>): number {
  return readNumero(c, "numero");
}

export function viseeOf({ epci, numero }: Lieu) {
  return { epci, numero: numero("numero") };
}

/** Throws `version-inconnue`, the same for a version of another territory and for a draft that the reader may not see. */
export function findVersionLue(convention: Convention, numero: number): VersionLue {
  return pickVersion(convention.versions, numero);
}

export function mayWrite(acteur: Acteur, epci: string): boolean {
  return peutPartout(acteur, "objectif", "modifier", epci);
}

/** Same rules as `recordEtape` and `signVersion`: the EPCI records the acts, the State its own agreement, an organisation its own signature. */
function droitsOf(acteur: Acteur, epci: string, lue: VersionLue): DroitsVersion {
  const ecrire = mayWrite(acteur, epci);
  const etat = isEtatIn(acteur, epci);
  const etape = lue.etapeSuivante === "accord-prefet" ? etat || (ecrire && lue.reprise) : ecrire;
  const signables = lue.signataires.filter((signataire) => maySign(acteur, epci, lue, signataire));
  const confirmer = etat && awaitsConfirmation(lue.etapes);
  return { ecrire, etape, confirmer, signer: signables.map(({ id }) => id) };
}

/** null unless the reader may read every bailleur: a replay on some of the rows would pass for the territory's. */
export async function replayFor(site: Site, c: Context<Env>, epci: string, lue: VersionLue): Promise<Rejeu | null> {
  if (lue.etat !== "projet" || !peutPartout(c.var.acteur, "bilan", "lire", epci)) return null;
  return rejouerAvenant(c.var.base, { epci, numero: lue.numero }, site.deps.horloge.aujourdhui());
}

/** Props of the page of a version and of the page of the convention in force. */
export async function versionProps(
  site: Site,
  c: Context<Env>,
  convention: Convention,
  numero: number,
  etat: EtatPage,
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
    saisie: etat.saisie,
    tables: tableObjectifs(lue.engagements, convention.noms),
    changements: parent ? compareEngagements(parent.engagements, lue.engagements, convention.noms) : null,
    rejeu: await replayFor(site, c, epci, lue),
    organisations: droits.ecrire && lue.depuis === null ? await c.var.base.habilitations.organisations(epci) : [],
    aujourdhui: site.deps.horloge.aujourdhui(),
    annonce: etat.annonce,
    erreur: erreurOf(etat),
  };
}

export function readToday(site: Site, c: Context<Env>, epci: string): Promise<Convention> {
  return readConvention(c.var.base, epci, site.deps.horloge.aujourdhui());
}

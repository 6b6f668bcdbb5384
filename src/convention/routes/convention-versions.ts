import type { Context } from "hono";
import { z } from "zod";
import { abandonVersion } from "#engagements/actes/convention/abandon-version.ts";
import { addSignataire } from "#engagements/actes/convention/add-signataire.ts";
import type { ConventionDeps, VersionVisee } from "#engagements/actes/convention/deps.ts";
import { recordEtape } from "#engagements/actes/convention/record-etape.ts";
import { removeSignataire } from "#engagements/actes/convention/remove-signataire.ts";
import { signVersion } from "#engagements/actes/convention/sign-version.ts";
import { chooseApplication } from "#engagements/lectures/convention/choose-application.ts";
import { ETAPES } from "#engagements/regles/convention/etape.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import type { Site } from "#socle/routes/site.ts";
import { reprendreObjectifs } from "../lectures/reprendre-objectifs.ts";
import { hrefVersion, SAISIE_VIDE, type SaisieVersion } from "../pages/version-formulaires.tsx";
import { renderVersionPage } from "../pages/version-page.tsx";
import { numeroOf, readToday, versionProps } from "./convention-lecture.ts";
import { parseJour, readApplication } from "./convention-saisie.ts";

const texte = (max: number) => z.string().max(max).default("");
const id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

const champsSchema = z.object({
  nature: texte(30),
  date: texte(10),
  date_inconnue: texte(3),
  acte: texte(300),
  organisation: texte(20),
  nom: texte(200),
  qualite: texte(200),
  siren: texte(20),
  signataire: texte(20),
  le: texte(10),
  confirme: texte(3),
  application: texte(20),
});
type Champs = z.infer<typeof champsSchema>;

export async function showVersion(site: Site, c: Context<Env>): Promise<Response> {
  return renderVersion(site, c, SAISIE_VIDE, null);
}

export async function renderVersion(
  site: Site,
  c: Context<Env>,
  saisie: SaisieVersion,
  refus: Refus | null,
): Promise<Response> {
  const convention = await readToday(site, c, c.req.param("epci") ?? "");
  const props = await versionProps(site, c, convention, numeroOf(c), { saisie, refus });
  return c.html(renderVersionPage(props), refus ? statusOf(refus.code) : 200);
}

type Acte = (deps: ConventionDeps, visee: VersionVisee, champs: Champs) => Promise<string>;

/** An act of the version's page: done, it says so on that page; refused, it comes back there with what was typed. */
export async function act(site: Site, c: Context<Env>, run: Acte): Promise<Response> {
  const visee = { epci: c.req.param("epci") ?? "", numero: numeroOf(c) };
  const champs = parseInput(champsSchema, await c.req.parseBody());
  try {
    const next = await run({ base: c.var.base, horloge: site.deps.horloge }, visee, champs);
    return c.redirect(next, 303);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "version-inconnue") throw error;
    return renderVersion(site, c, saisieOf(champs), error);
  }
}

function saisieOf(champs: Champs): SaisieVersion {
  const { date, acte, organisation, nom, qualite, siren, signataire, le } = champs;
  return {
    etape: { date, acte, dateInconnue: champs.date_inconnue === "oui" },
    signataire: { organisation, nom, qualite, siren },
    signature: { signataire, le },
  };
}

function done({ epci, numero }: VersionVisee, fait: string): string {
  return `${hrefVersion(epci, numero)}?${new URLSearchParams({ fait })}`;
}

export const saveEtape: Acte = async (deps, visee, { nature, date, date_inconnue, acte }) => {
  const known = [...ETAPES, "bilan-annuel" as const, "accord-confirme" as const].find((one) => one === nature);
  if (!known) throw new Refus("saisie-invalide", "L’étape à enregistrer n’est pas comprise. Reprenez depuis la page.");
  const unknown = date_inconnue === "oui" || date === "";
  const jour = unknown ? null : parseJour(date, "Date de l’acte");
  await recordEtape(deps, { ...visee, etape: { nature: known, date: jour, acte } });
  return done(visee, "etape");
};

export const saveSignataire: Acte = async (deps, visee, { organisation, nom, qualite, siren }) => {
  const chosen = organisation === "" ? null : parseInput(id, organisation);
  const known =
    chosen === null ? null : (await deps.base.habilitations.organisations(visee.epci)).find((one) => one.id === chosen);
  const digits = siren.replace(/\s/g, "");
  await addSignataire(deps, {
    ...visee,
    signataire: {
      organisation: known?.id ?? null,
      nom: known?.nom ?? nom,
      qualite,
      siren: known?.siren ?? (digits === "" ? null : digits),
    },
  });
  return done(visee, "signataire");
};

export const dropSignataire: Acte = async (deps, visee, { signataire }) => {
  await removeSignataire(deps, { ...visee, signataire: parseInput(id, signataire) });
  return done(visee, "signataire-retire");
};

export const saveSignature: Acte = async (deps, visee, { signataire, le }) => {
  await signVersion(deps, {
    ...visee,
    signataire: parseInput(id, signataire),
    le: parseJour(le, "Date de la signature"),
  });
  return done(visee, "signature");
};

export const saveReprise: Acte = async (deps, visee, { confirme }) => {
  checkConfirme(confirme, "Cochez la case : les objectifs de ce projet seront remplacés.");
  await reprendreObjectifs(deps, visee);
  return done(visee, "reprise");
};

export const saveApplication: Acte = async (deps, visee, champs) => {
  await chooseApplication(deps, { ...visee, application: readApplication(champs.application) });
  return done(visee, "application");
};

export const dropVersion: Acte = async (deps, visee, { confirme }) => {
  checkConfirme(confirme, "Cochez la case : le projet et tout ce qu’il contient seront effacés.");
  await abandonVersion(deps, visee);
  return hrefTerritoire(visee.epci, visee.numero === 0 ? "convention" : "avenants", { fait: "abandon" });
};

function checkConfirme(confirme: string, message: string): void {
  if (confirme !== "oui") throw new Refus("a-confirmer", message);
}

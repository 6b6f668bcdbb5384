import { createHash, randomBytes } from "node:crypto";
import { addMs } from "#acces/actes/connexion/session.ts";
import type { AccesDossierQueries, DossierLie, LienDossier, SessionDossier } from "#acces/lectures/menage/ports.ts";
import type { MoyenDossier } from "#acces/regles/moyen.ts";
import type { Horloge } from "#socle/lectures/base.ts";
import { drawJeton, hashJeton, isJeton } from "#socle/lectures/connexion/jeton.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { OCTETS_CODE, readCode, writeCode } from "../regles/code-reprise.ts";

const HEURE_MS = 3_600_000;
const JOUR_MS = 24 * HEURE_MS;
/** A household fills in the form on a phone, between two calls: longer than an agent's half hour, and less than a day. */
const INACTIVITE_DOSSIER_MS = HEURE_MS;
const DUREE_DOSSIER_MS = 12 * HEURE_MS;
/** Longer than a demande lives without renewal (thirteen months); each use of the code extends it. */
const DUREE_CODE_MS = 730 * JOUR_MS;
const DUREE_LIEN_MS = 7 * JOUR_MS;
const PASSAGE_MS = 60_000;

export type AccesDeps = { readonly queries: AccesDossierQueries; readonly horloge: Horloge };

export type PourQui = {
  readonly demandeur: string;
  readonly epci: string;
  readonly lien: LienDossier;
  readonly mandat?: number | null;
  /** Last ISO day of the mandate: no code, link or visit outlives it. */
  readonly au?: string | null;
};

/** Returns the code; only its hash is kept. */
export async function creerCode({ queries, horloge }: AccesDeps, pour: PourQui): Promise<string> {
  const code = writeCode(randomBytes(OCTETS_CODE));
  await ajouter({ queries, horloge }, pour, { secret: code, dureeMs: DUREE_CODE_MS, usageUnique: false });
  return code;
}

/** Returns the token of a link that opens the file once, to be sent in a message. */
export async function creerLienReprise({ queries, horloge }: AccesDeps, pour: PourQui): Promise<string> {
  const jeton = drawJeton();
  await ajouter({ queries, horloge }, pour, { secret: jeton, dureeMs: DUREE_LIEN_MS, usageUnique: true });
  return jeton;
}

async function ajouter(
  { queries, horloge }: AccesDeps,
  { demandeur, epci, lien, mandat = null, au = null }: PourQui,
  { secret, dureeMs, usageUnique }: { secret: string; dureeMs: number; usageUnique: boolean },
): Promise<void> {
  const creeLe = horloge.maintenant();
  const expireLe = notAfter(addMs(creeLe, dureeMs), au);
  await queries.ajouterCode({
    empreinte: hashSecret(secret),
    demandeur,
    epci,
    lien,
    mandat,
    creeLe,
    expireLe,
    usageUnique,
  });
}

/** The last day of a mandate is included. The bound is 22:00 UTC: midnight in Paris in summer, an hour before in winter. */
function notAfter(instant: string, au: string | null): string {
  const fin = au === null ? null : `${au}T22:00:00.000Z`;
  return fin !== null && fin < instant ? fin : instant;
}

/** A code is 80 random bits: no salt is needed. */
function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

export type EntreeDossier = { readonly jeton: string; readonly demandeur: string; readonly lien: LienDossier };

/**
 * Opens a visit with a typed code, or the token of a link. Refuses "code-refuse" in the same words, after the same query,
 * whether the code is unknown, of another territory, revoked, expired or used.
 */
export async function entrerParCode(
  deps: AccesDeps,
  { saisie, epci, moyen }: { readonly saisie: string; readonly epci: string; readonly moyen: "code" | "lien" },
): Promise<EntreeDossier> {
  const secret = moyen === "lien" ? (isJeton(saisie) ? saisie : null) : readCode(saisie);
  // An ill-formed code is looked up too, so that its refusal takes the same time.
  const empreinte = hashSecret(secret ?? "");
  const found = await deps.queries.trouverCode(empreinte);
  const code = found?.epci === epci ? found : null;
  const maintenant = deps.horloge.maintenant();
  const expireLe = code?.lien === "titulaire" ? addMs(maintenant, DUREE_CODE_MS) : (code?.expireLe ?? maintenant);
  const servi = await deps.queries.servirCode(code?.empreinte ?? hashSecret(""), maintenant, expireLe);
  if (!code || !servi) throw codeRefuse();
  const fin = code.lien === "mandat" ? code.expireLe : null;
  return ouvrirVisite(deps, { demandeur: code.demandeur, epci, lien: code.lien, moyen, fin });
}

/** Opens a visit under a new token. `fin`: instant that the visit does not outlive; `sujet`: the person of FranceConnect. */
export async function ouvrirVisite(
  { queries, horloge }: AccesDeps,
  qui: { demandeur: string; epci: string; lien: LienDossier; moyen: MoyenDossier; fin?: string | null; sujet?: string },
): Promise<EntreeDossier> {
  const jeton = drawJeton();
  const maintenant = horloge.maintenant();
  const absolue = addMs(maintenant, DUREE_DOSSIER_MS);
  await queries.ouvrirSessionDossier({
    empreinte: hashJeton(jeton),
    demandeur: qui.demandeur,
    epci: qui.epci,
    lien: qui.lien,
    moyen: qui.moyen,
    sujet: qui.sujet ?? null,
    ouverteLe: maintenant,
    vueLe: maintenant,
    expireLe: qui.fin && Date.parse(qui.fin) < Date.parse(absolue) ? qui.fin : absolue,
  });
  return { jeton, demandeur: qui.demandeur, lien: qui.lien };
}

export async function fermerVisite({ queries, horloge }: AccesDeps, jeton: string): Promise<void> {
  if (isJeton(jeton)) await queries.fermerSessionDossier(hashJeton(jeton), horloge.maintenant());
}

/** The household of a visit; null: unknown, closed, idle for an hour, or expired. */
export async function resolveVisite(
  { queries, horloge }: AccesDeps,
  jeton: string | undefined,
): Promise<Acteur | null> {
  if (jeton === undefined || !isJeton(jeton)) return null;
  const session = await queries.trouverSessionDossier(hashJeton(jeton));
  const maintenant = horloge.maintenant();
  if (!session || !isOuverte(session, maintenant)) return null;
  if (Date.parse(maintenant) - Date.parse(session.vueLe) >= PASSAGE_MS) {
    await queries.toucherSessionDossier(session.empreinte, maintenant);
  }
  return session.sujet === null
    ? menageOf(session.demandeur, session.lien)
    : menageDuSujet(await queries.dossiersDuSujet(session.sujet));
}

/** All files tied to the FranceConnect person, read at each request. */
function menageDuSujet(lies: readonly DossierLie[]): Acteur | null {
  const [premier] = lies;
  if (premier === undefined) return null;
  const demandeurs = lies.map(({ demandeur }) => ({ id: demandeur, lien: "titulaire" as const }));
  return { ...menageOf(premier.demandeur, "titulaire"), demandeurs };
}

function isOuverte({ fermeeLe, expireLe, vueLe }: SessionDossier, maintenant: string): boolean {
  const now = Date.parse(maintenant);
  return fermeeLe === null && now < Date.parse(expireLe) && now < Date.parse(vueLe) + INACTIVITE_DOSSIER_MS;
}

/** Actor of a household, or of the holder of its mandate, without an account. */
export function menageOf(demandeur: string, lien: LienDossier): Acteur {
  const nom = lien === "titulaire" ? "demandeur" : "mandataire";
  return { nom, compte: null, demandeurs: [{ id: demandeur, lien }], habilitations: [], motif: null };
}

function codeRefuse(): Refus {
  return new Refus(
    "code-refuse",
    "Ce code n’ouvre aucune demande ici. Vérifiez les 16 lettres et chiffres. Si vous avez perdu votre code, appelez un guichet.",
  );
}

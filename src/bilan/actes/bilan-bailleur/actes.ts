import { createHash } from "node:crypto";
import type { Base, Horloge } from "#socle/lectures/base.ts";
import { canonicalJson } from "#socle/lectures/canonical-json.ts";
import type { HabilitationActive } from "#socle/regles/habilitation/acteur.ts";
import { habilitationsFor } from "#socle/regles/habilitation/peut.ts";
import type { Action } from "#socle/regles/habilitation/ressource.ts";
import { lastDayOfMonth } from "#socle/regles/shared/calendrier.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { labelPeriode, parsePeriode } from "#socle/regles/shared/periode.ts";
import { conflit, interdit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import type { BilanBailleur, MoisPublie, Precision } from "../../lectures/bilan-bailleur/bilan-bailleur.ts";
import { comparerBilanBailleur } from "../../lectures/bilan-bailleur/comparer.ts";
import {
  type BilanBailleurQuestion,
  computeBilanBailleur,
} from "../../lectures/bilan-bailleur/compute-bilan-bailleur.ts";
import type { CleBilan } from "../../lectures/bilan-bailleur/ports.ts";
import { checkCommentaire, checkPrecisions } from "../../lectures/bilan-bailleur/precisions.ts";

export type BilanBailleurDeps = { readonly base: Base; readonly horloge: Pick<Horloge, "aujourdhui"> };

export type PreparationDemande = {
  readonly epci: string;
  readonly organisation: number;
  readonly annee: number;
  readonly periode: string;
};

/**
 * Computes the bailleur's figures and keeps them as a version to check: a new one, or the unsigned one with today's figures. The comment and
 * precisions of an unsigned version stay. Refuses `droit-absent`, `organisation-sans-siren`, `periode-invalide`, `bilan-bailleur-vide`.
 */
export async function preparerBilanBailleur(
  { base }: Pick<BilanBailleurDeps, "base">,
  demande: PreparationDemande,
): Promise<BilanBailleur> {
  const { epci, organisation, annee } = demande;
  const { siren, nomOrganisation: nom } = requireOwn(base, epci, organisation, "creer");
  if (siren === null) throw withoutSiren();
  const periode = parsePeriode(annee, demande.periode);
  const cle: CleBilan = { epci, organisation, annee, periode: periode.code };
  return base.transaction(async (tx) => {
    const ouverte = await tx.bilansBailleurs.lockOuverte(cle);
    await checkAnyBail(tx, { epci, siren, nom, periode });
    const figures = await computeBilanBailleur(tx, { epci, siren, nom, periode });
    const { commentaire, precisions } = ouverte ?? { commentaire: null, precisions: [] };
    const version = { figures, empreinte: hashVersion({ figures, commentaire, precisions }) };
    if (ouverte) await tx.bilansBailleurs.replaceFigures(epci, ouverte.id, version);
    const id = ouverte?.id ?? (await tx.bilansBailleurs.add(cle, version));
    return ended(tx, epci, id, "bilan-bailleur-prepare");
  });
}

export type CommentaireDemande = {
  readonly epci: string;
  readonly id: number;
  readonly commentaire: string;
  readonly precisions: readonly Precision[];
  /** Confirms the warnings about the words. */
  readonly relu?: boolean;
};

/** Refuses `droit-absent`, `bilan-bailleur-inconnu`, `bilan-bailleur-signe`, and as `checkPrecisions` and `checkCommentaire`. */
export async function commenterBilanBailleur(
  { base }: Pick<BilanBailleurDeps, "base">,
  { epci, id, ...saisie }: CommentaireDemande,
): Promise<BilanBailleur> {
  const relu = saisie.relu ?? false;
  const commentaire = checkCommentaire(saisie.commentaire, relu);
  return base.transaction(async (tx) => {
    const { figures } = await lockVersion(tx, epci, id, "modifier");
    const precisions = checkPrecisions(saisie.precisions, figures, relu);
    const empreinte = hashVersion({ figures, commentaire, precisions });
    await tx.bilansBailleurs.comment(epci, id, { commentaire, precisions, empreinte });
    return ended(tx, epci, id, "bilan-bailleur-commente");
  });
}

export type SignatureDemande = {
  readonly epci: string;
  readonly id: number;
  /** Hash of the version that the person saw. */
  readonly empreinte: string;
  /** « J’ai vérifié ces chiffres ». */
  readonly verifie: boolean;
};

/**
 * Signs in the name of the organisation; the version signed before is replaced, and stays readable. The version must be the one seen, and equal to
 * the published data, else it must be prepared again. Refuses `droit-absent`, `bilan-bailleur-inconnu`, `bilan-bailleur-signe`,
 * `bilan-bailleur-non-verifie`, `bilan-bailleur-en-cours`, `bilan-bailleur-modifie`, `bilan-bailleur-perime`, `precisions-en-trop`.
 */
export async function signerBilanBailleur(
  { base, horloge }: BilanBailleurDeps,
  { epci, id, empreinte, verifie }: SignatureDemande,
): Promise<BilanBailleur> {
  return base.transaction(async (tx) => {
    const version = await lockVersion(tx, epci, id, "valider");
    if (!verifie) throw unchecked();
    checkEnded(version, horloge.aujourdhui());
    if (version.empreinte !== empreinte) throw changedSince();
    checkPrecisions(version.precisions, version.figures, true);
    await checkPublished(tx, version);
    await tx.bilansBailleurs.sign(version, id, tx.acteur.nom);
    return ended(tx, epci, id, "bilan-bailleur-signe");
  });
}

type ActeBilan = "bilan-bailleur-prepare" | "bilan-bailleur-commente" | "bilan-bailleur-signe";

/** Writes the journal last, then reads the version back. */
async function ended(tx: Base, epci: string, id: number, acte: ActeBilan): Promise<BilanBailleur> {
  await tx.journal.ecrire({ acte, ressource: "bilan", epci, objet: `bilan-bailleur:${id}` });
  return findVersion(tx, epci, id);
}

/** Throws `bilan-bailleur-inconnu`, alike for a missing version, another territory's and a competitor's. */
export async function findVersion(base: Base, epci: string, id: number): Promise<BilanBailleur> {
  const version = await base.bilansBailleurs.find(epci, id);
  if (!version) throw unknownVersion();
  return version;
}

export function unknownVersion(): Refus {
  return introuvable("bilan-bailleur-inconnu", "Ce bilan de bailleur n’existe pas. Choisissez-le dans la liste.");
}

/** Serialises the writers of a bilan: each sees what the previous one wrote. */
async function lockVersion(tx: Base, epci: string, id: number, action: Action): Promise<BilanBailleur> {
  const seen = await findVersion(tx, epci, id);
  requireOwn(tx, epci, seen.organisation, action);
  const ouverte = await tx.bilansBailleurs.lockOuverte(seen);
  if (ouverte?.id !== id) {
    throw conflit(
      "bilan-bailleur-signe",
      "Cette version est signée : elle ne change plus. Préparez-en une nouvelle, qui la remplacera une fois signée.",
      { id },
    );
  }
  return ouverte;
}

function requireOwn(base: Base, epci: string, organisation: number, action: Action): HabilitationActive {
  const own = habilitationsFor(base.acteur, "bilan", action, epci).find((one) => one.organisation === organisation);
  if (own) return own;
  throw interdit(
    "droit-absent",
    "Un bilan de bailleur se prépare, se commente et se signe par le responsable de ce bailleur. Vous pouvez le lire dans la liste.",
    { ressource: "bilan", action },
  );
}

/** SHA-256 of the canonical JSON of everything signed. */
export function hashVersion(version: Pick<BilanBailleur, "figures" | "commentaire" | "precisions">): string {
  const { figures, commentaire, precisions } = version;
  return createHash("sha256").update(canonicalJson({ figures, commentaire, precisions })).digest("hex");
}

function checkEnded({ annee, periode, figures }: BilanBailleur, aujourdhui: string): void {
  const last = lastDayOfMonth(annee, parsePeriode(annee, periode).dernierMois);
  if (aujourdhui > last) return;
  throw conflit(
    "bilan-bailleur-en-cours",
    `La période (${figures.libellePeriode}) court jusqu’au ${formatJour(last)}. Signez ce bilan à partir du lendemain, une fois les derniers baux publiés.`,
    { dernierJour: last },
  );
}

/** An import published between the preparation and the signature must be seen before signing. */
async function checkPublished(tx: Base, version: BilanBailleur): Promise<void> {
  const { changements } = await comparerBilanBailleur(tx, version);
  if (changements.length === 0) return;
  throw conflit(
    "bilan-bailleur-perime",
    `Les données publiées ont changé depuis la préparation de cette version (${formatCompte(changements.length, "chiffre")}). ` +
      "Préparez-la de nouveau, vérifiez ce qui a changé, puis signez.",
    { changements: changements.length },
  );
}

function withoutSiren(): Refus {
  return new Refus(
    "organisation-sans-siren",
    "Votre organisation n’a pas de SIREN dans Blaise : ses attributions ne peuvent pas être retrouvées. Demandez à la personne qui gère les habilitations de l’EPCI de le compléter.",
  );
}

async function checkAnyBail(tx: Base, { epci, siren, nom, periode }: BilanBailleurQuestion): Promise<void> {
  const { annee, premierMois, dernierMois } = periode;
  const published = await tx.bilansBailleurs.mois(epci, annee);
  const inside = ({ mois }: MoisPublie) => mois >= premierMois && mois <= dernierMois;
  if (published.some((row) => row.bailleur === siren && inside(row))) return;
  throw new Refus(
    "bilan-bailleur-vide",
    `Aucun bail publié pour ${nom} (${labelPeriode(periode)}) : il n’y a rien à vérifier. Le bilan se prépare une fois les attributions de la période publiées.`,
  );
}

function unchecked(): Refus {
  return new Refus(
    "bilan-bailleur-non-verifie",
    "Cochez « J’ai vérifié ces chiffres » avant de signer : la signature engage votre organisation.",
  );
}

function changedSince(): Refus {
  return conflit(
    "bilan-bailleur-modifie",
    "Cette version a changé pendant que vous la lisiez. Relisez-la ci-dessous avant de signer.",
  );
}

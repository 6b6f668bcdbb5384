import { isEtatIn } from "#engagements/actes/convention/record-etape.ts";
import { awaitsConfirmation } from "#engagements/regles/convention/etape.ts";
import { readRevision } from "#engagements/regles/convention/revision.ts";
import { describeNext, findVersion, nextEtape, type Version } from "#engagements/regles/convention/version.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { QuestionTaches, Tache } from "#socle/lectures/tache.ts";
import { habilitationsFor, peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatJour } from "#socle/regles/shared/format.ts";

/** Tasks of the convention: the revision and the drafts go to its writers, each awaited signature to its organisation. */
export async function listTachesConvention(
  base: Base,
  { epci, aujourdhui }: QuestionTaches,
): Promise<readonly Tache[]> {
  const { acteur } = base;
  const ecrit = peutPartout(acteur, "objectif", "modifier", epci);
  if (!ecrit && !peut(acteur, "objectif", "valider", epci)) return [];
  const versions = await base.conventions.versions(epci);
  const own = new Set(habilitationsFor(acteur, "objectif", "valider", epci).map(({ organisation }) => organisation));
  return [
    ...versions.flatMap((version) => saySignature(version, own)),
    ...(isEtatIn(acteur, epci) ? versions.flatMap(sayConfirmation) : []),
    ...(ecrit ? [...sayRevision(versions, aujourdhui), ...versions.flatMap(sayProjet)] : []),
  ];
}

function hrefOf({ numero }: Version): string {
  return `convention/versions/${numero}`;
}

/** Asks the State to confirm an agreement that the EPCI recorded in its name. */
function sayConfirmation(version: Version): Tache[] {
  if (!awaitsConfirmation(version.etapes)) return [];
  return [
    {
      code: "accord-a-confirmer",
      titre: `Accord du préfet à confirmer : ${version.titre}`,
      pourquoi:
        "L’EPCI l’a enregistré d’après un acte signé, qu’il a joint. Tant que l’État ne l’a pas confirmé, la version le dit.",
      action: "Ouvrir l’acte",
      chemin: hrefOf(version),
      echeance: null,
    },
  ];
}

function saySignature(version: Version, own: ReadonlySet<number>): Tache[] {
  const { depuis, signataires, titre } = version;
  // A draft is signed once voted and approved; a signatory who joins later signs the version in force.
  if (depuis === null && nextEtape(version) !== "signatures") return [];
  return signataires
    .filter(({ organisation, signeLe }) => signeLe === null && organisation !== null && own.has(organisation))
    .map(({ nom }) => ({
      code: "signature-attendue",
      titre: `Signature attendue : ${titre}`,
      pourquoi: `${nom} est parmi les signataires, et n’a pas encore signé.`,
      action: "Lire et signer",
      chemin: hrefOf(version),
      echeance: null,
    }));
}

function sayRevision(versions: readonly Version[], aujourdhui: string): Tache[] {
  const version = findVersion(versions, aujourdhui);
  if (!version?.depuis) return [];
  const { echeance, etat } = readRevision(version.depuis, version.dureeAns, aujourdhui);
  if (etat === "a-jour") return [];
  return [
    {
      code: "convention-a-reviser",
      titre: "Convention à réviser",
      pourquoi: `« ${version.titre} » est en vigueur depuis le ${formatJour(version.depuis)} ; elle se révise tous les ${version.dureeAns} ans.`,
      action: "Préparer un avenant",
      chemin: "avenants",
      echeance,
    },
  ];
}

function sayProjet(version: Version): Tache[] {
  const suite = describeNext(version);
  if (version.depuis !== null || suite === null) return [];
  return [
    {
      code: "projet-de-convention",
      titre: `Projet à mener à son terme : ${version.titre}`,
      pourquoi: `Étape suivante : ${suite}.`,
      action: "Continuer",
      chemin: hrefOf(version),
      echeance: null,
    },
  ];
}

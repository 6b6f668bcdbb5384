import type { Base } from "#socle/lectures/base.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { habilitationsIn, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { interdit, Refus } from "#socle/regles/shared/refus.ts";
import { ACTE_MAX, cleanTexte } from "../../lectures/convention/texte.ts";
import { checkVersion } from "../../regles/convention/check-version.ts";
import { checkEtape, type Etape, type EtapeAEcrire, LIBELLE_ETAPE } from "../../regles/convention/etape.ts";
import { checkParent, type Version } from "../../regles/convention/version.ts";
import { type ConventionDeps, holdVersion, requireObjectif, type VersionVisee } from "./deps.ts";

/**
 * Writes the next act in the life of a version. « En vigueur » also sets its first day of effect and publishes it: it never changes then. Throws
 * `droit-absent`, `etape-reservee-etat`, `version-inconnue`, `version-incoherente`, and as `checkEtape`, `checkParent` and `cleanTexte`.
 */
export function recordEtape(
  { base, horloge }: ConventionDeps,
  { epci, numero, etape }: VersionVisee & { readonly etape: EtapeAEcrire },
): Promise<void> {
  const acte = cleanTexte(LIBELLE_ETAPE[etape.nature], etape.acte, ACTE_MAX);
  const { nature, date } = etape;
  return base.transaction(async (tx) => {
    const { version, versions } = await holdVersion(tx, { epci, numero });
    requireAuteur(base.acteur, epci, version, nature);
    const aujourdhui = horloge.aujourdhui();
    checkEtape(version, { nature, date, acte }, aujourdhui);
    await tx.conventions.addEtape(epci, version.id, { nature, date, acte });
    if (nature === "en-vigueur" && date !== null) {
      checkParent(version, versions, date);
      checkControles({ ...version, etapes: [...version.etapes, { nature, date, acte }], depuis: date }, aujourdhui);
      await tx.conventions.enterVigueur(epci, version.id, { depuis: date, publieLe: aujourdhui });
    }
    await writeLine(tx, epci, version, nature);
  });
}

/** The State records the préfet's agreement, the EPCI the rest; an agreement older than Blaise is entered with its document. */
function requireAuteur(acteur: Acteur, epci: string, version: Version, nature: Etape["nature"]): void {
  if (nature !== "accord-prefet" && nature !== "accord-confirme") {
    requireObjectif(acteur, "modifier", epci);
    return;
  }
  if (isEtatIn(acteur, epci)) return;
  if (nature === "accord-prefet" && version.reprise && peutPartout(acteur, "objectif", "modifier", epci)) return;
  throw interdit(
    "etape-reservee-etat",
    "L’accord du préfet est enregistré par les services de l’État, ou par l’EPCI avec l’acte signé. Demandez-leur de l’écrire ici, ou joignez l’acte.",
  );
}

export function isEtatIn(acteur: Acteur, epci: string): boolean {
  return habilitationsIn(acteur, epci).some(({ role }) => role === "etat");
}

function checkControles(version: Version, jour: string): void {
  const blocking = checkVersion({ version, noms: {}, observees: null, jour }).filter(
    ({ gravite }) => gravite === "bloquant",
  );
  const [first] = blocking;
  if (!first) return;
  throw new Refus("version-incoherente", `Cette version ne peut pas entrer en vigueur. ${first.phrase}`, {
    controles: blocking.map(({ code, annee }) => `${code} ${annee ?? ""}`.trim()),
  });
}

export function writeLine(
  tx: Pick<Base, "journal">,
  epci: string,
  version: Version,
  nature: Etape["nature"],
): Promise<void> {
  return tx.journal.ecrire({
    acte: "convention-etape",
    ressource: "objectif",
    epci,
    objet: `convention-version:${version.id} ${nature}`,
  });
}

import type { Base } from "#socle/lectures/base.ts";
import { ageAt } from "#socle/regles/shared/calendrier.ts";
import { formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import { introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { acceptTexteLibre } from "#socle/regles/texte-libre/verify-texte-libre.ts";
import type { DossierRelogement } from "../../lectures/ports.ts";
import type { ExportRime, TableauRime } from "../../lectures/rime/export.ts";
import { motsOf } from "../../lectures/rime/fusion.ts";
import { LIGNES_EXPORT_MAX } from "../../lectures/rime/ports.ts";
import { ecritureOf } from "../../lectures/rime/rapprocher.ts";
import { valeursMenage, valeursOffre } from "../../lectures/rime/valeurs-dossier.ts";
import type { IdentiteReloge } from "../../regles/menage.ts";
import { computeResteACharge } from "../../regles/reste-a-charge.ts";
import {
  COLONNES_RIME,
  type CodeMenageRime,
  type CodeOffreRime,
  type ColonneRime,
  type FeuilleRime,
} from "../../regles/rime-colonnes.ts";

export type DemandeExport = {
  readonly epci: string;
  readonly nomTerritoire: string;
  /** true: adds names, birth dates, doors, composition and income, for the files whose names the actor may read. */
  readonly noms: boolean;
  /** Purpose as typed, kept in the journal and written in the file. */
  readonly finalite: string;
  /** Those of the file alone; empty: all that the person follows. */
  readonly menages: readonly number[];
  readonly aujourdhui: string;
};

const FINALITE_MIN = 10;

/**
 * Exports the households that the actor follows, in a workbook that an import reads back without any change. Writes the journal. Refuses
 * `rime-finalite`, `texte-nir`, `texte-longueur`, `rime-sans-menage`, `rime-trop-de-menages`.
 */
export async function exporterRime(base: Base, demande: DemandeExport): Promise<ExportRime> {
  const { epci, noms } = demande;
  const finalite = checkFinalite(demande.finalite);
  return base.transaction(async (tx) => {
    const { menages } = demande;
    const dossiers = (await tx.relogements.list(epci)).filter(({ id }) => menages.length === 0 || menages.includes(id));
    checkNombre(dossiers);
    const ids = dossiers.map(({ id }) => id);
    const identites = noms ? await tx.relogements.identites(epci, ids) : new Map<number, IdentiteReloge>();
    const bailleurs = new Map((await tx.rime.bailleurs()).map((one) => [one.organisation, ecritureOf(one)]));
    const lu: Lu = { dossiers, identites, bailleurs, aujourdhui: demande.aujourdhui, noms };
    const objet = `rime:${dossiers.length}${noms ? " avec noms" : ""}`;
    await tx.journal.ecrire({ acte: "rime-exporte", ressource: "relogement", epci, objet, motif: finalite });
    return {
      noms,
      titre: `Ménages à reloger, ${demande.nomTerritoire}`,
      mentions: mentionsOf(base.acteur.nom, { ...demande, finalite }, dossiers),
      tableaux: [menagesOf(lu), offresOf(lu)],
    };
  });
}

function checkFinalite(ecrite: string): string {
  const finalite = ecrite.trim();
  acceptTexteLibre(finalite, "Pourquoi ce fichier");
  if (finalite.length >= FINALITE_MIN) return finalite;
  throw new Refus(
    "rime-finalite",
    `Pourquoi ce fichier : dites en ${FINALITE_MIN} caractères au moins à quoi il servira. Le journal garde cette phrase.`,
  );
}

function checkNombre(dossiers: readonly DossierRelogement[]): void {
  if (dossiers.length === 0) {
    throw introuvable("rime-sans-menage", "Aucun ménage à reloger ne vous est confié : il n’y a rien à télécharger.");
  }
  const lignes = dossiers.reduce((sum, { offres }) => sum + 1 + offres.length, 0);
  if (lignes <= LIGNES_EXPORT_MAX) return;
  throw new Refus(
    "rime-trop-de-menages",
    `Le fichier aurait ${formatNombre(lignes)} lignes, plus que les ${formatNombre(LIGNES_EXPORT_MAX)} d’un suivi. Demandez une extraction à la personne qui tient la plateforme.`,
  );
}

function mentionsOf(
  auteur: string,
  { finalite, noms, aujourdhui }: DemandeExport,
  dossiers: readonly DossierRelogement[],
): readonly string[] {
  return [
    noms
      ? "Fichier nominatif : données personnelles de ménages. À garder le temps de l’usage dit ci-dessous, à ne pas transmettre, puis à effacer."
      : "Fichier sans noms, mais ménage par ménage : ce sont encore des données personnelles. À ne pas publier.",
    `Demandé par ${auteur} le ${formatJour(aujourdhui)}, pour : ${finalite}`,
    ...(dossiers.some(({ synthetique }) => synthetique)
      ? ["Données de démonstration : ces ménages ont été fabriqués pour essayer Blaise."]
      : []),
  ];
}

type Lu = {
  readonly dossiers: readonly DossierRelogement[];
  readonly identites: ReadonlyMap<number, IdentiteReloge>;
  readonly bailleurs: ReadonlyMap<number, string>;
  readonly aujourdhui: string;
  readonly noms: boolean;
};

function colonnesOf(feuille: FeuilleRime, noms: boolean): readonly ColonneRime[] {
  const nominatives = new Set<string>(["age", "origineEffort", "destinationEffort"]);
  return COLONNES_RIME[feuille].filter(({ code, part }) => noms || (part !== "identite" && !nominatives.has(code)));
}

function toTableau(
  feuille: FeuilleRime,
  noms: boolean,
  rows: readonly Readonly<Record<string, unknown>>[],
): TableauRime {
  const colonnes = colonnesOf(feuille, noms);
  const lignes = rows.map((row) =>
    colonnes.map(({ code, genre }) => {
      const valeur = row[code] ?? null;
      return genre === "nombre" && typeof valeur === "number" ? valeur : motsOf(feuille, code, valeur);
    }),
  );
  return { feuille, colonnes, lignes };
}

function menagesOf({ dossiers, identites, aujourdhui, noms }: Lu): TableauRime {
  const references = new Map(dossiers.map(({ id, reference }) => [id, reference]));
  const rows = dossiers.map((dossier) => {
    const identite = identites.get(dossier.id) ?? null;
    return { ...valeursMenage(dossier, identite, references), ...calculsMenage(dossier, identite, aujourdhui) };
  });
  return toTableau("menages", noms, rows);
}

function offresOf({ dossiers, bailleurs, noms }: Lu): TableauRime {
  const rows = dossiers.flatMap(({ reference, offres }) =>
    offres.map((offre) => {
      const { euros, parM2 } = computeResteACharge(offre.logement);
      const calculs: Partial<Record<CodeOffreRime, number | null>> = { reste: euros, resteM2: parM2 };
      return { ...valeursOffre(reference, offre, bailleurs), ...calculs };
    }),
  );
  return toTableau("offres", noms, rows);
}

type Calculs = Partial<Record<CodeMenageRime, string | number | null>>;

function calculsMenage(dossier: DossierRelogement, identite: IdentiteReloge | null, aujourdhui: string): Calculs {
  const revenu = identite?.revenuMensuel ?? null;
  const avant = computeResteACharge(dossier.origine).euros;
  const signee = dossier.offres.find(({ bailSigneLe }) => bailSigneLe !== null) ?? null;
  const apres = signee ? computeResteACharge(signee.logement).euros : null;
  const situation = signee && signee.logement.situation !== "inconnue" ? signee.logement.situation : null;
  return {
    age: identite?.naissance ? ageAt(identite.naissance, aujourdhui) : null,
    origineReste: avant,
    origineEffort: effortOf(avant, revenu),
    destination: motsOf("offres", "situation", situation),
    destinationBail: signee?.bailSigneLe ?? null,
    destinationReste: apres,
    destinationEffort: effortOf(apres, revenu),
  };
}

/** Reste à charge as a share of the income, in % to the tenth; null without an income. */
function effortOf(reste: number | null, revenu: number | null): number | null {
  if (reste === null || revenu === null || revenu <= 0) return null;
  return Math.round((reste / revenu) * 1000) / 10;
}

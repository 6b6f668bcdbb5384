import { sayTardifs } from "#droit/regles/attribution/trimestre-publie.ts";
import { sayExtractions, sayHorsTerritoire } from "#droit/regles/patrimoine/dire-localisation.ts";
import { note, paragraphe } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, DocumentMisEnPage, SectionDocument } from "#socle/documents/document.ts";
import type { CarteCommunes } from "#socle/images/carte.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import type { Axe, Bilan } from "../lectures/bilan.ts";
import type { Histoire } from "../lectures/histoire/histoire.ts";
import {
  LIBELLE_SECTION,
  type Rapport,
  SECTIONS,
  type Section,
  type SectionAnnexe,
} from "../lectures/rapport/ports.ts";
import { alerteInconnus } from "../regles/dire-inconnus.ts";
import { composeAnnexe, isAnnexe } from "./annexes.ts";
import { composeMethode } from "./methode.ts";
import { chiffres, phraseParc, phrasesRegle } from "./phrases.ts";
import { composeOuverture } from "./recit/ouverture.ts";
import { tableauBailleurs, tableauEcarts, tableauMesures, tableauParc } from "./tableaux.ts";
import { sayInconnue, withoutTableInconnue } from "./tables-connues.ts";
import { tableauxTerritorialises } from "./territorialises.ts";

export type DocumentDemande = {
  readonly bilan: Bilan;
  /** null when the territory has no contours: the commune table replaces the map. */
  readonly carte: CarteCommunes | null;
  /** Of a working edition. A frozen version brings its own. */
  readonly histoire?: Histoire | undefined;
  /** A frozen version; absent for a working edition. */
  readonly rapport?: RapportFige | undefined;
  /** What would be frozen, read before it is. */
  readonly projet?: Pick<Rapport, "commentaires" | "sections" | "annexes"> | undefined;
  /** Sections of a working edition, all of them by default. A frozen version brings its own. */
  readonly sections?: readonly Section[] | undefined;
};

type RapportFige = Pick<
  Rapport,
  "numero" | "figeLe" | "figePar" | "empreinte" | "commentaires" | "sections" | "annexes"
>;

type SectionBilan = SectionDocument & { readonly code: Section };

export type DocumentBilan = Omit<DocumentMisEnPage, "sections"> & { readonly sections: readonly SectionBilan[] };

/** Only the requested sections, in the document's order; an axis missing from the files is reported. */
export function composeDocument(demande: DocumentDemande): DocumentBilan {
  const { bilan, rapport } = demande;
  const asked = new Set((rapport ?? demande.projet)?.sections ?? demande.sections ?? sectionsOf(bilan));
  const titre = `Bilan des attributions, ${bilan.libellePeriode}`;
  const bailleur = bilan.bailleurs.find((b) => b.siren === bilan.bailleur);
  return {
    titre,
    territoire: bailleur ? `${bilan.nom}, ${bailleur.nom}` : bilan.nom,
    entete: [titre, bilan.nom, ...(bilan.demonstration ? ["données de démonstration"] : [])].join(" · "),
    bandeau: bilan.demonstration ? BANDEAU_DEMONSTRATION : null,
    ouverture: composeOuverture(demande),
    couverture: [
      { terme: "Territoire", valeur: `${bilan.nom} (SIREN ${bilan.territoire})` },
      { terme: "Période", valeur: bilan.libellePeriode },
      ...(bilan.perimetre ? [{ terme: "Périmètre", valeur: bilan.perimetre }] : []),
      ...(bilan.lectureBailleurs ? [{ terme: "Bailleurs", valeur: bilan.lectureBailleurs.phrases.join(" ") }] : []),
      { terme: "Version", valeur: versionOf(rapport) },
      ...(rapport ? [{ terme: "Empreinte", valeur: rapport.empreinte }] : []),
    ],
    pied: versionOf(rapport),
    sections: SECTIONS.filter((code) => asked.has(code)).flatMap((code) => sectionOf(code, demande) ?? []),
    date: rapport?.figeLe ?? null,
  };
}

/** Of a working edition: without an attribution, only what would be counted, and how. */
function sectionsOf({ total, surComptes }: Bilan): readonly Section[] {
  return total === 0 && !surComptes ? ["methode"] : SECTIONS;
}

/** Which edition it is, in words. */
export function versionOf(rapport: RapportFige | undefined): string {
  return rapport
    ? `${rapport.numero}, figée le ${formatJour(rapport.figeLe)} par ${rapport.figePar}`
    : "édition de travail, non figée";
}

/** null: a section that comes from other pages, absent from a working edition. */
function sectionOf(code: Section, demande: DocumentDemande): SectionBilan | null {
  const contenu = demande.rapport ?? demande.projet;
  const commentaire = contenu?.commentaires[code]?.trim();
  const composed = isAnnexe(code) ? composeAnnexe(code, contenu?.annexes) : BLOCS[code](demande.bilan);
  if (composed === null) return null;
  const blocs = composed.map((bloc) => withoutEcho(withoutTableInconnue(bloc, code), LIBELLE_SECTION[code]));
  if (commentaire) blocs.push({ kind: "commentaire", paragraphes: commentaire.split(/\s*\n\s*/) });
  return { code, titre: LIBELLE_SECTION[code], blocs };
}

/** A table under a heading with the same words loses its title. */
function withoutEcho(bloc: Bloc, titre: string): Bloc {
  return bloc.kind === "tableau" && bloc.titre === titre ? { ...bloc, titre: "" } : bloc;
}

type Composer = (bilan: Bilan) => Bloc[];

const BLOCS: Readonly<Record<Exclude<Section, SectionAnnexe>, Composer>> = {
  synthese: composeSynthese,
  bailleurs: (bilan) => [
    ...(bilan.bailleurs.length === 0
      ? [sayInconnue("Bailleurs", "bailleurs")]
      : [tableauBailleurs(bilan, "horsQpv"), tableauBailleurs(bilan, "qpv")]),
    ...tableauxTerritorialises(bilan.territorialises ?? []),
  ],
  carte: (bilan) => composeAxes(bilan, ["commune"]),
  trimestres: composeTrimestres,
  origine: (bilan) => composeAxes(bilan, ["origine"]),
  contingents: (bilan) => composeAxes(bilan, ["contingent"]),
  secteurs: (bilan) => composeAxes(bilan, ["secteur"]),
  profils: (bilan) => composeAxes(bilan, ["prioritaire", "dalo", "menage", "age"]),
  parc: composeParc,
  controles: composeControles,
  methode: composeMethode,
};

function composeSynthese(bilan: Bilan): Bloc[] {
  const alerte = alerteInconnus(bilan);
  return [
    ...(bilan.surComptes ? [paragraphe(bilan.surComptes.phrase)] : []),
    ...phrasesRegle(bilan).map(paragraphe),
    { kind: "chiffres", chiffres: chiffres(bilan) },
    ...(alerte ? [{ kind: "alerte", ...alerte } as const] : []),
    ...[
      bilan.obligation,
      bilan.enCours,
      bilan.rejetees?.phrase,
      ...sayExtractions(bilan.extractions),
      sayHorsTerritoire(bilan.horsTerritoire),
      sayTardifs(bilan.tardifs ?? []),
      bilan.provisoires?.phrase,
      bilan.delai?.phrase,
      bilan.relogements?.phrase,
    ].flatMap((texte): Bloc[] => (texte ? [{ kind: "paragraphe", texte }] : [])),
  ];
}

const PREMIERE_COLONNE: Readonly<Record<Axe, string>> = {
  commune: "Commune",
  secteur: "Secteur",
  contingent: "Contingent",
  origine: "Origine",
  prioritaire: "Priorité",
  dalo: "DALO",
  menage: "Ménage",
  age: "Âge",
};

const SECTION_AXE: Readonly<Record<Axe, Section>> = {
  commune: "carte",
  secteur: "secteurs",
  contingent: "contingents",
  origine: "origine",
  prioritaire: "profils",
  dalo: "profils",
  menage: "profils",
  age: "profils",
};

function composeAxes(bilan: Bilan, axes: readonly Axe[]): Bloc[] {
  return axes.flatMap((axe): Bloc[] => {
    const found = bilan.ventilations.find((v) => v.axe === axe);
    if (!found?.lignes.some(({ code }) => code !== "inconnu"))
      return [sayInconnue(PREMIERE_COLONNE[axe], SECTION_AXE[axe])];
    return [tableauMesures(found.titre, PREMIERE_COLONNE[axe], found.lignes, bilan)];
  });
}

function composeTrimestres(bilan: Bilan): Bloc[] {
  if (bilan.surComptes) return [note("Le tableau de comptes ne dit rien des trimestres.")];
  if (bilan.trimestres.length === 0) {
    return [note(bilan.enCours ? "Aucun bail de l’année n’est publié." : "Aucun bail signé dans l’année.")];
  }
  return [
    tableauMesures("Trimestre par trimestre", "Trimestre", bilan.trimestres, null),
    tableauMesures("En cumul depuis janvier", "Période", bilan.cumuls, null),
  ];
}

function composeParc(bilan: Bilan): Bloc[] {
  const [phrase, table] = [phraseParc(bilan), tableauParc(bilan)];
  if (!phrase || !table) return [note("Aucun fichier RPLS n’est publié pour ce territoire.")];
  return [paragraphe(phrase), table];
}

function composeControles(bilan: Bilan): Bloc[] {
  const { situation, quartile, deduction } = bilan.desaccords;
  const desaccords = `Déclaré et calculé diffèrent pour la situation de ${formatCompte(situation, "attribution")} et pour le quartile de ${formatCompte(quartile, "attribution")} ; le parc publié contredit le côté retenu de ${formatCompte(deduction, "attribution")}.`;
  const table = tableauEcarts(bilan);
  return [paragraphe(phraseControles(bilan)), ...(table ? [table] : []), paragraphe(desaccords)];
}

function phraseControles({ controles }: Bilan): string {
  if (controles.length === 0) return "Aucun résultat publié ailleurs n’a été déposé pour cette période.";
  const count = (accord: boolean | null) => controles.filter((controle) => controle.accord === accord).length;
  return `${formatCompte(controles.length, "chiffre publié ailleurs comparé", "chiffres publiés ailleurs comparés")} aux nôtres : ${formatCompte(count(true), "concorde", "concordent")}, ${formatCompte(count(false), "s’écarte", "s’écartent")}, ${formatCompte(count(null), "n’est pas comparable", "ne sont pas comparables")} avec les données publiées.`;
}

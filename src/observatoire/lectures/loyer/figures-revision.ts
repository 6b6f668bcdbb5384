import { prixM2 } from "#donnees/regles/loyer/prix.ts";
import type { Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { besoinOf } from "../../regles/loyer/accessible.ts";
import { TYPES_MENAGE } from "../../regles/loyer/menage.ts";
import { colonne, compteBorne, figureOf, INCONNUE, nombre, SANS_OBJET } from "../cellule.ts";
import { type HypothesesLoyer, type RevisionLoyers, sayRevision } from "./hypotheses.ts";
import { METHODE_MENAGES, methodeOf } from "./methodes.ts";
import { CoutsLoyer } from "./offre.ts";
import type { GroupeLoyer } from "./ports.ts";
import { cutByMaille, type VueLoyers } from "./vue.ts";

/** What a revision of rents does: to the households that could pay, and to the yearly rents of each bailleur. */
export function figuresRevision(vue: VueLoyers, hypotheses: HypothesesLoyer): readonly Figure[] {
  const { revision } = hypotheses;
  const revus = vue.choisis.map((groupe) => reviseGroupe(groupe, revision));
  return [figureAcces(vue, hypotheses, revus), figureRecettes(vue, revision)];
}

/** The same dwellings under revised rents, in whole euros as in RPLS. */
export function reviseGroupe(groupe: GroupeLoyer, revision: RevisionLoyers): GroupeLoyer {
  const { cellules } = groupe;
  const loyers = cellules.loyers.map((loyer, rang) => reviseLoyer(loyer, cellules.surfaces[rang] ?? null, revision));
  return { ...groupe, cellules: { ...cellules, loyers } };
}

/** An unknown rent, or one under the threshold, stays as it is. */
function reviseLoyer(loyer: number | null, surface: number | null, { taux, seuil }: RevisionLoyers): number | null {
  const prix = prixM2(loyer, surface);
  if (loyer === null || typeof prix !== "number" || prix < seuil * 100) return loyer;
  return Math.round(loyer * (1 + taux));
}

function figureAcces(vue: VueLoyers, { hypotheses, revision }: HypothesesLoyer, revus: readonly GroupeLoyer[]): Figure {
  const [avant, apres] = [new CoutsLoyer(hypotheses.charges), new CoutsLoyer(hypotheses.charges)];
  return figureOf({
    code: "revision-des-loyers",
    titre: `Ce qu’une révision des loyers ouvre à chaque ménage, ${vue.quand}`,
    lecture: `Révision essayée\u00A0: ${sayRevision(revision)}.`,
    maille: "epci",
    lignesDe: "Type de ménage",
    colonnes: [
      colonne(
        "nombre",
        "accessibles",
        "Accessibles",
        "Logements à la bonne taille dont loyer et charges tiennent dans le budget.",
      ),
      colonne("nombre", "accessibles_apres", "Après révision", "Les mêmes sous les loyers révisés."),
      colonne("nombre", "ecart", "Écart", "Logements accessibles après la révision, moins ceux d’avant."),
    ],
    lignes: TYPES_MENAGE.map((type): LigneFigure => {
      const besoin = besoinOf(type, hypotheses);
      const [a, b] = [avant.offre(vue.choisis, besoin), apres.offre(revus, besoin)];
      const cellule = ({ accessibles, incertains, adaptes, piecesInconnues }: typeof a) =>
        compteBorne(accessibles, adaptes + piecesInconnues - incertains, incertains);
      const muet = a.adaptes + a.piecesInconnues > 0 && a.incertains === a.adaptes + a.piecesInconnues;
      return {
        cle: type.code,
        libelle: type.libelle,
        cellules: {
          accessibles: cellule(a),
          accessibles_apres: cellule(b),
          ecart: muet ? INCONNUE : nombre(b.accessibles - a.accessibles),
        },
      };
    }),
    methode: methodeOf(vue, {
      ...METHODE_MENAGES,
      definition: [
        "Chaque loyer connu, au prix du seuil ou au-dessus, est multiplié par un plus le taux essayé, puis arrondi à l’euro. Un loyer inconnu reste inconnu.",
        ...METHODE_MENAGES.definition,
      ],
    }),
  });
}

/** By bailleur: what the policy costs or brings in a year, beside what vacancy already costs. */
function figureRecettes(vue: VueLoyers, revision: RevisionLoyers): Figure {
  const ligne = (cle: string, libelle: string, groupes: readonly GroupeLoyer[]): LigneFigure => ({
    cle,
    libelle,
    cellules: recettesOf(groupes, revision),
  });
  return figureOf({
    code: "loyers-des-bailleurs",
    titre: `Loyers annuels des bailleurs\u00A0: vacance et révision, ${vue.quand}`,
    maille: "bailleur",
    colonnes: [
      colonne("nombre", "logements", "Logements", "Logements du parc, hors ceux qui en sont sortis."),
      colonne(
        "nombre",
        "connus",
        "Loyers connus",
        "Logements dont le loyer et la surface sont écrits et vraisemblables.",
      ),
      colonne(
        "euros",
        "loyers",
        "Loyers d’une année",
        "Somme des loyers connus, hors charges, sur douze mois, comme si tout était loué.",
      ),
      colonne("nombre", "vacants", "Vacants", "Logements proposés à la location et vides."),
      colonne(
        "euros",
        "manque",
        "Perte par la vacance",
        "Logements vacants, au loyer moyen connu du bailleur, sur douze mois.",
      ),
      colonne(
        "taux",
        "part_manque",
        "Part des loyers",
        "Perte par la vacance sur les loyers de tous ses logements au même loyer moyen.",
      ),
      colonne("nombre", "vises", "Loyers révisés", "Logements dont la révision essayée change le loyer."),
      colonne(
        "euros",
        "effet",
        "Effet d’une année",
        "Loyers révisés moins loyers d’aujourd’hui, sur douze mois, comme si tout était loué.",
      ),
    ],
    lignes: [
      ...cutByMaille(vue, vue.choisis, "bailleur").map(({ cle, libelle, groupes }) => ligne(cle, libelle, groupes)),
      { ...ligne("territoire", "Territoire", vue.choisis), total: true },
    ],
    methode: methodeOf(vue, {
      definition: [
        "Loyers de janvier, hors charges, que RPLS écrit. Un logement vacant a souvent un loyer nul dans le fichier\u00A0: il est compté au loyer moyen connu de son bailleur.",
        `Révision essayée\u00A0: ${sayRevision(revision)}.`,
      ],
      reference: "Calcul de Blaise\u00A0: ce n’est pas un compte de bailleur",
      confiance: "B",
      reserves: [
        "Ni les charges, ni les impayés, ni les travaux, ni la dette n’y sont\u00A0: l’équilibre d’un bailleur est plus que ses loyers.",
        "Une révision est encadrée (indice de référence des loyers, plafond de la convention APL)\u00A0: la simulation ne le vérifie pas.",
      ],
    }),
  });
}

type Recettes = {
  readonly logements: number;
  readonly connus: number;
  readonly loyers: number;
  readonly vacants: number;
  readonly vises: number;
  readonly effet: number;
  readonly modes: number;
};

const SANS_RECETTES: Recettes = { logements: 0, connus: 0, loyers: 0, vacants: 0, vises: 0, effet: 0, modes: 0 };

function countRecettes({ cellules, modes }: GroupeLoyer, revision: RevisionLoyers): Recettes {
  const s = { ...SANS_RECETTES, modes };
  for (const [rang, combien] of cellules.nombres.entries()) {
    s.logements += combien;
    s.vacants += cellules.vacants[rang] ?? 0;
    const [loyer, surface] = [cellules.loyers[rang] ?? null, cellules.surfaces[rang] ?? null];
    if (loyer === null || typeof prixM2(loyer, surface) !== "number") continue;
    const effet = (reviseLoyer(loyer, surface, revision) ?? loyer) - loyer;
    s.connus += combien;
    s.loyers += combien * loyer;
    s.vises += effet === 0 ? 0 : combien;
    s.effet += combien * effet;
  }
  return s;
}

function recettesOf(groupes: readonly GroupeLoyer[], revision: RevisionLoyers): LigneFigure["cellules"] {
  const tous = groupes.map((groupe) => countRecettes(groupe, revision));
  const sum = (champ: keyof Recettes) => tous.reduce((total, one) => total + one[champ], 0);
  const [logements, connus, loyers, vacants] = [sum("logements"), sum("connus"), sum("loyers"), sum("vacants")];
  const muet = sum("modes") === 0;
  const comptes = {
    logements: nombre(logements),
    connus: nombre(connus),
    vacants: muet ? INCONNUE : nombre(vacants),
  };
  if (connus === 0) {
    const rien = logements === 0 ? SANS_OBJET : INCONNUE;
    return { ...comptes, loyers: rien, manque: rien, part_manque: rien, vises: rien, effet: rien };
  }
  const manque = Math.round((vacants * loyers * 12) / connus);
  return {
    ...comptes,
    loyers: { valeur: loyers * 12 },
    manque: muet ? INCONNUE : { valeur: manque },
    part_manque: muet ? INCONNUE : { valeur: vacants / logements },
    vises: nombre(sum("vises")),
    effet: { valeur: sum("effet") * 12 },
  };
}

import { verbTrancher } from "#droit/regles/dire-causes.ts";
import { readManque } from "#droit/regles/dire-verdict.ts";
import type { Actions } from "#socle/documents/document.ts";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import type { Bilan, Constat } from "../../lectures/bilan.ts";
import { bailleursSous, type Ecart, sayCompte } from "./pourquoi.ts";

type Action = Actions["liste"][number];

/** A page and a slide hold four. */
const ACTIONS_MAX = 4;

/** What the figures themselves ask for, the most useful first. */
export function composeActions(bilan: Bilan): Actions {
  const liste = [...demanderFichiers(bilan), ...convenir(bilan), ...renseigner(bilan), ...completer(bilan)].slice(
    0,
    ACTIONS_MAX,
  );
  return {
    titre: "Ce qu’il y a à faire",
    liste:
      liste.length > 0
        ? liste
        : [
            {
              quoi: "Rien ne manque aux fichiers",
              pourquoi: "aucun bailleur n’est sous son objectif dans ce qui est compté.",
            },
          ],
  };
}

function demanderFichiers(bilan: Bilan): Action[] {
  if (bilan.surComptes) return [{ quoi: "Obtenir le fichier des baux", pourquoi: bilan.surComptes.phrase }];
  if (bilan.total > 0) return [];
  return [
    {
      quoi: "Déposer l’extraction du SNE",
      pourquoi: "sans elle aucune attribution n’est comptée. Le gestionnaire du SNE la donne à l’EPCI.",
    },
  ];
}

/** The two farthest. */
function convenir(bilan: Bilan): Action[] {
  if (bilan.bailleur !== null) return [];
  return bailleursSous(bilan)
    .slice(0, 2)
    .map((ecart) => ({ quoi: `Convenir d’un effort avec ${ecart.nom}`, pourquoi: sayEffort(ecart) }));
}

function sayEffort({ constat, attendu, vise }: Ecart): string {
  const jugee = constat.cible !== null && vise.includes("voté") ? constat.cible : constat;
  const manque = readManque(jugee) ?? 0;
  if (manque > 0) return `il manque ${formatCompte(manque, "attribution")} pour ${vise}.`;
  return `${sayCompte(constat)} dans ce qui est compté, pour ${formatNombre(attendu)} qu’y demande ${vise}.`;
}

function renseigner(bilan: Bilan): Action[] {
  const { nonLocalisees, rejetees, horsQpv } = bilan;
  return [
    ...(nonLocalisees.total > 0
      ? [{ quoi: `Localiser ${formatCompte(nonLocalisees.total, "attribution")}`, pourquoi: sayLocaliser(bilan) }]
      : []),
    ...((rejetees?.nonLues ?? 0) > 0
      ? [{ quoi: "Corriger les lignes rejetées", pourquoi: rejetees?.phrase ?? "" }]
      : []),
    ...(horsQpv.inconnus.relogement > 0
      ? [
          {
            quoi: `Renseigner le relogement de ${formatCompte(horsQpv.inconnus.relogement, "attribution")}`,
            pourquoi: "le fichier ne dit pas si le ménage est relogé d’une opération de renouvellement urbain.",
          },
        ]
      : []),
  ];
}

function sayLocaliser({ bailleurs, horsQpv, qpv }: Bilan): string {
  const [first] = bailleurs
    .filter((one) => one.nonLocalisees.total > 0)
    .toSorted((a, b) => b.nonLocalisees.total - a.nonLocalisees.total);
  const dont = first
    ? `dont ${formatNombre(first.nonLocalisees.total)} chez ${first.nom}`
    : "le fichier ne dit pas de quel bailleur elles sont";
  const cotes: readonly (readonly [string, Constat])[] = [
    ["hors quartier", horsQpv],
    ["en quartier", qpv],
  ];
  const tranche = cotes.flatMap(([ou, { suffit, inconnus }]) =>
    suffit !== null && verbTrancher(inconnus) === "localiser"
      ? [`en localiser ${formatNombre(suffit)} peut suffire à trancher ${ou}`]
      : [],
  );
  return `${[dont, ...tranche].join("\u00A0; ")}.`;
}

function completer({ enCours, sansRessources, parc, total }: Bilan): Action[] {
  return [
    ...(enCours === null || total === 0 ? [] : [{ quoi: "Publier les trimestres qui manquent", pourquoi: enCours }]),
    ...(sansRessources === null || sansRessources === 0
      ? []
      : [
          {
            quoi: `Faire compléter les ressources de ${formatCompte(sansRessources, "bail", "baux")}`,
            pourquoi: `sans elles, un bail est hors des deux calculs\u00A0: les bailleurs les ont.`,
          },
        ]),
    ...(parc === null && total > 0
      ? [
          {
            quoi: "Déposer le RPLS",
            pourquoi: "le parc n’est pas connu\u00A0: ce fichier le dit, et aide à localiser.",
          },
        ]
      : []),
  ];
}

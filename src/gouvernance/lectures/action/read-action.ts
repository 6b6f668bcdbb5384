import type { Base } from "#socle/lectures/base.ts";
import { isMember, peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { actionInconnue } from "../../actes/action/acces-action.ts";
import { knownIndicateurs } from "../../regles/action/indicateur.ts";
import { computeIndicateurs } from "./compute-indicateurs.ts";
import type { IndicateurLu } from "./indicateurs.ts";
import { listRealisations, type RealisationsLues } from "./lire-realisations.ts";
import type { JalonRetire, SuiviAction } from "./ports.ts";
import type { LigneProgramme } from "./programme.ts";
import { readProgramme } from "./read-programme.ts";

export type DroitsAction = {
  readonly modifier: boolean;
  /** `entiere`: may follow the whole action; `propre`: their organisation's own part. */
  readonly suivre: "entiere" | "propre" | null;
  readonly clore: boolean;
};

export type ActionLue = {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly aujourdhui: string;
  readonly ligne: LigneProgramme;
  readonly indicateurs: readonly IndicateurLu[];
  /** Latest first. */
  readonly suivis: readonly SuiviAction[];
  readonly jalonsRetires: readonly JalonRetire[];
  /** Facts that the action follows, by kind; none for the public. */
  readonly realisations: readonly RealisationsLues[];
  /** Names of the communes of these facts. */
  readonly communes: ReadonlyMap<string, string>;
  /** Numbers of the previous and next actions; null at either end. */
  readonly voisines: { readonly avant: number | null; readonly apres: number | null };
  readonly droits: DroitsAction;
};

/** Throws `territoire-inconnu`, `action-inconnue`. */
export async function readAction(
  base: Base,
  { epci, numero, aujourdhui }: { readonly epci: string; readonly numero: number; readonly aujourdhui: string },
): Promise<ActionLue> {
  const { lignes, nom, demonstration } = await readProgramme(base, { epci, aujourdhui, tri: "numero" });
  const rang = lignes.findIndex((one) => one.numero === numero);
  const ligne = lignes[rang];
  if (!ligne) throw actionInconnue();
  const [suivis, jalonsRetires, realisations, perimetre, lus] = await Promise.all([
    base.actions.suivis(epci, ligne.id),
    base.actions.jalonsRetires(epci, ligne.id),
    isMember(base.acteur, epci) ? base.actions.realisations(epci) : null,
    base.territoires.perimetre(epci),
    computeIndicateurs(base, { epci, aujourdhui, codes: knownIndicateurs(ligne.indicateurs) }),
  ]);
  return {
    territoire: epci,
    nom,
    demonstration,
    aujourdhui,
    ligne,
    suivis,
    jalonsRetires,
    realisations: realisations === null ? [] : listRealisations(ligne, realisations),
    communes: new Map(perimetre.map(({ commune, nom: sien }) => [commune, sien])),
    indicateurs: [...lus.values()],
    voisines: { avant: lignes[rang - 1]?.numero ?? null, apres: lignes[rang + 1]?.numero ?? null },
    droits: droitsOf(base, epci),
  };
}

function droitsOf({ acteur }: Pick<Base, "acteur">, epci: string): DroitsAction {
  const modifier = peutPartout(acteur, "action", "modifier", epci);
  const propre = peut(acteur, "action", "modifier", epci);
  return {
    modifier,
    suivre: modifier ? "entiere" : propre ? "propre" : null,
    clore: peutPartout(acteur, "action", "valider", epci),
  };
}

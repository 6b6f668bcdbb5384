import { createHash } from "node:crypto";
import { cleanTexte } from "#engagements/lectures/convention/texte.ts";
import type { Base } from "#socle/lectures/base.ts";
import { canonicalJson } from "#socle/lectures/canonical-json.ts";
import { conflit, introuvable, type Refus } from "#socle/regles/shared/refus.ts";
import {
  type Calcul,
  type DemandeSimulation,
  NOM_SCENARIO_MAX,
  type NouveauScenario,
  type PartBailleur,
  type Scenario,
} from "../../lectures/simulation/ports.ts";

export type EnregistrementScenario = Calcul & {
  readonly epci: string;
  readonly nom: string;
  /** true: made for the demonstration, its levers were chosen by nobody. */
  readonly synthetique: boolean;
};

/**
 * Keeps a computed scenario unchanged for ever, the lines of each bailleur stored apart. Returns its `id`. Refuses `scenario-existe` and
 * the refusals of the text.
 */
export async function enregistrerScenario(
  base: Pick<Base, "transaction">,
  { epci, nom, synthetique, demande, resultat }: EnregistrementScenario,
): Promise<number> {
  const clean = cleanTexte("Nom du scénario", nom.replaceAll(/\s+/g, " "), NOM_SCENARIO_MAX);
  return base.transaction(async (tx) => {
    const kept = { ...splitBailleurs({ demande, resultat }), empreinte: hashDemande(demande), figePar: tx.acteur.nom };
    const id = await tx.simulations.add({ epci, nom: clean, synthetique, ...kept });
    if (id === null) {
      throw conflit(
        "scenario-existe",
        `Un scénario s’appelle déjà « ${clean} ». Donnez un autre nom, ou archivez d’abord l’autre.`,
      );
    }
    await write(tx, epci, "scenario-enregistre", id);
    return id;
  });
}

/** Archives a scenario, which stays readable. Refuses `scenario-inconnu`, `scenario-archive`. */
export async function archiverScenario(
  base: Pick<Base, "transaction">,
  { epci, id, aujourdhui }: { readonly epci: string; readonly id: number; readonly aujourdhui: string },
): Promise<void> {
  await base.transaction(async (tx) => {
    await findScenario(tx, epci, id);
    if (!(await tx.simulations.archive(epci, id, aujourdhui))) {
      throw conflit("scenario-archive", "Ce scénario est déjà archivé.");
    }
    await write(tx, epci, "scenario-archive", id);
  });
}

/** Refuses `scenario-inconnu`. */
export async function findScenario(
  { simulations }: Pick<Base, "simulations">,
  epci: string,
  id: number,
): Promise<Scenario> {
  const scenario = await simulations.find(epci, id);
  if (!scenario) throw unknownScenario();
  return scenario;
}

export function unknownScenario(): Refus {
  return introuvable("scenario-inconnu", "Ce scénario n’existe pas. Choisissez-le dans la page de la simulation.");
}

/** The demande with all bailleurs, for a reader of every bailleur's part: the same draws give the same result again. */
export function demandeOf({ demande, bailleurs }: Pick<Scenario, "demande" | "bailleurs">): DemandeSimulation {
  const hypotheses = { ...demande.hypotheses, bailleurs: bailleurs.map(({ hypothese }) => hypothese) };
  return { ...demande, hypotheses };
}

/** SHA-256 of the canonical JSON: the same data, levers, draws and seed give the same hash. */
export function hashDemande(demande: DemandeSimulation): string {
  return createHash("sha256").update(canonicalJson(demande)).digest("hex");
}

type Reparti = Pick<NouveauScenario, "demande" | "resultat" | "bailleurs">;

/** Separates the lines of each bailleur from those that every member reads. */
export function splitBailleurs({ demande, resultat }: Calcul): Reparti {
  const { hypotheses } = demande;
  const bailleurs = hypotheses.bailleurs.map(
    (hypothese, rang): PartBailleur => ({
      rang,
      hypothese,
      resultat: resultat.bailleurs.find(({ siren }) => siren === hypothese.siren) ?? null,
      parcs: resultat.parcs.filter(({ bailleur }) => bailleur?.siren === hypothese.siren),
    }),
  );
  return {
    demande: { ...demande, hypotheses: { ...hypotheses, bailleurs: [] } },
    resultat: { ...resultat, bailleurs: [], parcs: resultat.parcs.filter(({ bailleur }) => bailleur === null) },
    bailleurs,
  };
}

async function write(
  tx: Base,
  epci: string,
  acte: "scenario-enregistre" | "scenario-archive",
  id: number,
): Promise<void> {
  await tx.journal.ecrire({ acte, ressource: "indicateur-interne", epci, objet: `scenario:${id}` });
}

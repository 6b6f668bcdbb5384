import { ouvrirDossier } from "#relogement/actes/ouvrir-dossier.ts";
import { confirmerRime } from "#relogement/actes/rime/confirmer.ts";
import { ecrireEntretien } from "#relogement/lectures/ecrire-entretien.ts";
import { proposerOffre } from "#relogement/lectures/proposer-offre.ts";
import { repondreOffre } from "#relogement/lectures/repondre-offre.ts";
import { lireRime } from "#relogement/lectures/rime/lire.ts";
import { signerBail } from "#relogement/lectures/signer-bail.ts";
import { type OpenBases, openBases } from "#service/sql/open-base.ts";
import type { Base } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { EPCI } from "../fixtures/lots.ts";
import { logementOf, type MondeReloge, menageOf, seedRelogement } from "../fixtures/relogements.ts";
import type { Scenario } from "./fault-sweep.ts";
import { type Terrain, untilQuiet } from "./lot-scenarios.ts";

const AUJOURDHUI = "2026-11-25";

/** What is left of a work: each is 0 before it, and what `complet` says after it. Nothing else may be seen. */
type Comptes = Readonly<Record<string, number>>;

type Travail = {
  readonly nom: string;
  /** One row: what the work writes. */
  readonly compte: string;
  readonly complet: Comptes;
  /** Once a start: what the work finds. */
  prepare(base: Base, monde: MondeReloge): Promise<void>;
  run(base: Base): Promise<void>;
  /** The refusal that says that it was done already: its answer was lost. */
  readonly dejaFait: string;
};

/** The lease of an accepted offer: state, lease, open offers, fact of the bilan and line of the journal, all of them or none. */
export function signScenario(terrain: Terrain): Scenario {
  let dossier = { id: 0, offre: 0 };
  return makeScenario(terrain, {
    nom: "bail d’un ménage relogé",
    compte: `select (select count(*)::int from relogement where etat = 'reloge' and clos_le = '2026-03-20') as etats,
                    (select count(*)::int from relogement_offre where bail_signe_le = '2026-03-20') as baux,
                    (select count(*)::int from bail_relogement where signe_le = '2026-03-20') as faits,
                    (select count(*)::int from journal.entree where acte = 'bail-reloge-signe') as actes`,
    complet: { etats: 1, baux: 1, faits: 1, actes: 1 },
    dejaFait: "offre-close",
    async prepare(base, monde) {
      dossier = await acceptOffre(base, monde);
    },
    run: (base) => signerBail(base, { epci: EPCI, ...dossier, le: "2026-03-20", aujourdhui: AUJOURDHUI }),
  });
}

const MENAGES = [
  "Référence;Opération;Nom;Prénom;Adultes;Enfants;Loyer avant",
  "ORC-900;Immeuble Orcades;Essai;Rosalie;1;2;300,50",
  "ORC-901;Immeuble Orcades;Essai;Basile;1;0;",
];
const OFFRES = [
  "Référence;Numéro;Proposée le;Bailleur;Adresse;Commune;Situation;Réponse;Réponse donnée le;Bail signé le",
  "ORC-900;1;04/05/2026;100000002;8 rue des Essais;52448;Hors QPV;Acceptée;20/05/2026;01/06/2026",
  "ORC-901;1;04/06/2026;100000002;9 rue des Essais;52448;;;;",
];

/** A follow-up read, laid over what is there, then confirmed: households, names, offers, leases and their facts, all of them or none. */
export function rimeScenario(terrain: Terrain): Scenario {
  const fichiers = [MENAGES, OFFRES].map((lignes, rang) => ({
    nom: `f${rang}.csv`,
    octets: Buffer.from(`${lignes.join("\r\n")}\r\n`),
  }));
  return makeScenario(terrain, {
    nom: "import d’un suivi de relogement",
    compte: `select (select count(*)::int from relogement) as menages,
                    (select count(*)::int from nominatif.menage_reloge where nom = 'Essai') as noms,
                    (select count(*)::int from relogement_offre) as offres,
                    (select count(*)::int from relogement where etat = 'reloge') as reloges,
                    (select count(*)::int from bail_relogement) as faits,
                    (select count(*)::int from journal.entree where acte = 'rime-importe') as actes`,
    complet: { menages: 2, noms: 2, offres: 2, reloges: 1, faits: 1, actes: 1 },
    dejaFait: "rime-rien-a-ecrire",
    prepare: async () => undefined,
    async run(base) {
      const lecture = await lireRime(base, { epci: EPCI, fichiers, aujourdhui: AUJOURDHUI });
      if (lecture.etat === "colonnes") throw new Error(lecture.message);
      const { lu, apercu } = lecture;
      await confirmerRime(base, { epci: EPCI, lu, aujourdhui: AUJOURDHUI, empreinte: apercu.empreinte });
    },
  });
}

async function acceptOffre(base: Base, monde: MondeReloge): Promise<{ readonly id: number; readonly offre: number }> {
  const { identite, operation, decohabitationDe, synthetique, ...lu } = menageOf(monde.orcades, monde.origine);
  const { organisation: _, numeroHash: __, ...menage } = lu;
  const ouverture = { epci: EPCI, operation, menage, identite, numeroUnique: "", decohabitationDe, synthetique };
  const id = await ouvrirDossier(base, { ...ouverture, hash: (numero) => numero });
  const dated = (le: string) => ({ epci: EPCI, id, le, aujourdhui: AUJOURDHUI, relu: false });
  await ecrireEntretien(base, { ...dated("2026-02-01"), mode: "domicile", texte: "Visite convenue" });
  const offre = await proposerOffre(base, {
    epci: EPCI,
    id,
    logement: logementOf(monde.relogeur),
    proposeeLe: "2026-03-01",
    raisonRang: "",
    relu: false,
    aujourdhui: AUJOURDHUI,
  });
  await repondreOffre(base, { ...dated("2026-03-10"), offre, reponse: "acceptee", motif: null, precision: "" });
  return { id, offre };
}

function makeScenario(terrain: Terrain, travail: Travail): Scenario {
  const { pool } = terrain;
  let monde: MondeReloge | undefined;
  let bases: OpenBases | undefined;
  const base = (): Base => {
    if (!bases || !monde) throw new Error("not at its start");
    return bases.pour(monde.officier, { ressource: "relogement", action: "modifier" });
  };
  const reopen = async () => {
    await bases?.close();
    bases = openBases(terrain.url);
  };
  return {
    nom: travail.nom,
    dossier: terrain.dossier,
    async reset(fresh) {
      monde ??= await seedRelogement(terrain);
      await pool.query(
        `delete from bail_relogement; delete from relogement_offre; delete from relogement;
         delete from journal.entree; delete from journal.tete`,
      );
      if (!bases) await reopen();
      await travail.prepare(base(), monde);
      if (fresh) await reopen();
    },
    async run() {
      await travail.run(base()).catch((error: unknown) => {
        if (!(error instanceof Refus) || error.code !== travail.dejaFait) throw error;
      });
    },
    async check(fini) {
      const broken = (await untilQuiet(pool)) ? [] : ["a connection is left in a transaction"];
      const { rows } = await pool.query<Record<string, number>>(travail.compte);
      const seen = JSON.stringify(rows[0]);
      const rien = JSON.stringify(Object.fromEntries(Object.keys(travail.complet).map((nom) => [nom, 0])));
      const tout = JSON.stringify(travail.complet);
      if (seen !== tout && (fini || seen !== rien)) broken.push(`half done: ${seen}`);
      return broken;
    },
    close: async () => bases?.close(),
  };
}

import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { EtatVide, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { MIXITE } from "../../images/mixite-table.ts";
import {
  ARTICLE_MIXITE,
  LIBELLE_ETAT_LISTE,
  type LigneMixite,
  type ListeMixite,
} from "../../regles/desequilibre/mixite.ts";
import { renderPageObservatoire } from "../page-observatoire.tsx";
import { CHEMIN_DESEQUILIBRES } from "./chemin.ts";
import type { ResidenceChoix } from "./methode-page.tsx";

const TITRE = "Liste annexée à la convention";
export const CHEMIN_LISTES = `${CHEMIN_DESEQUILIBRES}/listes`;

export type ListesPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly listes: readonly ListeMixite[];
  /** The list shown; null: none exists. */
  readonly liste: ListeMixite | null;
  readonly residences: readonly ResidenceChoix[];
  readonly droits: { readonly ecrire: boolean; readonly arreter: boolean };
  readonly aujourdhui: string;
  readonly saisie: Readonly<Record<string, string>> | null;
  readonly annonce: string | null;
  readonly erreur: string | null;
  /** The refusal is a warning about a reason, which the person may confirm. */
  readonly aRelire: boolean;
};

export function renderListesPage(props: ListesPageProps): string {
  const { cadre, erreur, annonce, liste } = props;
  return renderPageObservatoire({
    cadre,
    titre: TITRE,
    erreur,
    children: (
      <>
        <ResultatActe annonce={annonce} erreur={erreur} />
        <p>
          Résidences à enjeu prioritaire de mixité sociale, par bailleur, annexées à la convention et revues tous les
          trois ans ({ARTICLE_MIXITE}). Les critères relèvent d’un décret en Conseil d’État, que nous n’avons pas trouvé
          : <Tag ton="alerte">à confirmer</Tag>. La méthode propose, des personnes décident.
        </p>
        {liste ? <Liste {...props} liste={liste} /> : <Aucune />}
        <Proposer {...props} />
        <Autres {...props} />
      </>
    ),
  });
}

function Aucune() {
  return (
    <EtatVide titre="Aucune liste n’est écrite">
      <p>Un projet part de ce que la méthode propose ; chaque ajout et chaque retrait a ensuite son motif.</p>
    </EtatVide>
  );
}

function Proposer({ epci, droits, listes }: ListesPageProps) {
  if (!droits.ecrire || listes.some(({ etat }) => etat === "projet")) return null;
  return (
    <form method="post" action={hrefTerritoire(epci, CHEMIN_LISTES)}>
      <button class="bouton" type="submit">
        Proposer une liste par la méthode
      </button>
    </form>
  );
}

/** « enquête OPS 2018, RPLS 2017, méthode version 1 ». */
function sourceOf({ enquete, millesime, methode }: ListeMixite): string {
  return `${enquete === null ? "sans enquête OPS" : `enquête OPS ${enquete}`}, RPLS ${millesime}, méthode version ${methode}`;
}

function Liste(props: ListesPageProps & { readonly liste: ListeMixite }) {
  const { liste, epci, droits } = props;
  const retenues = liste.lignes.filter(({ retenue }) => retenue);
  const retirees = liste.lignes.filter(({ retenue }) => !retenue);
  const projet = liste.etat === "projet";
  return (
    <section aria-labelledby="liste">
      <h2 id="liste">
        {projet
          ? `Projet du ${formatJour(liste.etablieLe)}`
          : `Liste arrêtée le ${formatJour(liste.arreteeLe ?? liste.etablieLe)}`}
      </h2>
      <p>
        <Tag ton={projet ? "neutre" : "ok"}>{LIBELLE_ETAT_LISTE[liste.etat]}</Tag>{" "}
        {formatCompte(retenues.length, "résidence retenue", "résidences retenues")} ; {sourceOf(liste)}.
        {liste.acte ? ` ${liste.acte}.` : ""}
      </p>
      <ul class="liens telechargements" aria-label="Télécharger la liste">
        {(["pdf", "xlsx", "csv"] as const).map((type) => (
          <li>
            <a href={hrefTerritoire(epci, `${CHEMIN_LISTES}/${liste.id}/annexe.${type}`)}>
              {{ pdf: "Annexe (PDF)", xlsx: "Excel", csv: "CSV" }[type]}
            </a>
          </li>
        ))}
      </ul>
      <TableLignes titre="Résidences retenues" lignes={retenues} epci={epci} />
      {retirees.length > 0 ? (
        <TableLignes titre="Proposées par la méthode, non retenues" lignes={retirees} epci={epci} />
      ) : null}
      {projet && droits.ecrire ? <Decider {...props} retenues={retenues} /> : null}
    </section>
  );
}

function TableLignes({ titre, lignes, epci }: { titre: string; lignes: readonly LigneMixite[]; epci: string }) {
  if (lignes.length === 0) return <p class="discret">{titre} : aucune.</p>;
  const code = lignes.every(({ retenue }) => retenue) ? "retenues" : "ecartees";
  const residence = ({ cle, nom }: LigneMixite) => (
    <a href={hrefTerritoire(epci, `observatoire/residences/${encodeURIComponent(cle)}`)}>{nom}</a>
  );
  return <Table table={{ code, titre, colonnes: MIXITE }} lignes={lignes} rendu={{ residence }} />;
}

type DeciderProps = ListesPageProps & { readonly liste: ListeMixite; readonly retenues: readonly LigneMixite[] };

function Decider(props: DeciderProps) {
  const { liste, epci, droits, aujourdhui, retenues, residences, saisie } = props;
  const on = new Set(retenues.map(({ cle }) => cle));
  const ajoutables = residences.filter(({ cle }) => !on.has(cle)).map(({ cle, libelle }) => ({ code: cle, libelle }));
  const retirables = retenues.map(({ cle, nom }) => ({ code: cle, libelle: nom }));
  const base = `${CHEMIN_LISTES}/${liste.id}`;
  return (
    <>
      <Ligne {...props} geste="ajout" options={ajoutables} />
      {retirables.length > 0 ? <Ligne {...props} geste="retrait" options={retirables} /> : null}
      {droits.arreter ? (
        <details open={saisie?.formulaire === "arret"}>
          <summary>Arrêter la liste</summary>
          <form method="post" action={hrefTerritoire(epci, `${base}/arret`)}>
            <p>
              <label for="arretee-le">Arrêtée le</label>
              <input
                id="arretee-le"
                name="arreteeLe"
                type="date"
                value={saisie?.arreteeLe ?? aujourdhui}
                max={aujourdhui}
                required
              />
            </p>
            <p>
              <label for="acte-liste">Acte qui l’arrête, et sa date</label>
              <input id="acte-liste" name="acte" value={saisie?.acte ?? ""} maxlength={300} required />
            </p>
            <p class="aide">Une liste arrêtée ne change plus.</p>
            <button class="bouton" type="submit">
              Arrêter la liste
            </button>
          </form>
        </details>
      ) : null}
      <form method="post" action={hrefTerritoire(epci, `${base}/abandon`)}>
        <button class="lien" type="submit">
          Abandonner ce projet
        </button>
      </form>
    </>
  );
}

type LigneProps = DeciderProps & {
  readonly geste: "ajout" | "retrait";
  readonly options: readonly { readonly code: string; readonly libelle: string }[];
};

function Ligne({ liste, epci, geste, options, saisie, aRelire }: LigneProps) {
  const typed = saisie?.formulaire === geste ? saisie : null;
  const verbe = geste === "ajout" ? "Ajouter" : "Retirer";
  return (
    <details open={typed !== null}>
      <summary>{verbe} une résidence</summary>
      <form method="post" action={hrefTerritoire(epci, `${CHEMIN_LISTES}/${liste.id}/${geste}`)}>
        <div>
          <label for={`cle-${geste}`}>Résidence</label>
          <select id={`cle-${geste}`} name="cle">
            {options.map(({ code, libelle }) => (
              <option value={code} selected={code === typed?.cle}>
                {libelle}
              </option>
            ))}
          </select>
        </div>
        <p>
          <label for={`motif-${geste}`}>
            Motif
            <span class="aide">Il parle d’un bâtiment et de chiffres, jamais d’une personne.</span>
          </label>
          <textarea id={`motif-${geste}`} name="motif" rows={3} maxlength={500} required>
            {typed?.motif ?? ""}
          </textarea>
        </p>
        {aRelire && typed ? (
          <label class="case">
            <input type="checkbox" name="relu" value="oui" />
            J’ai relu ce motif : il ne dit rien d’une personne, je le garde.
          </label>
        ) : null}
        <button class="bouton second" type="submit">
          {verbe}
        </button>
      </form>
    </details>
  );
}

function Autres({ epci, listes, liste }: ListesPageProps) {
  const autres = listes.filter(({ id }) => id !== liste?.id);
  if (autres.length === 0) return null;
  return (
    <section aria-labelledby="autres">
      <h2 id="autres">Autres listes</h2>
      <ul class="texte">
        {autres.map((autre) => (
          <li>
            <a href={hrefTerritoire(epci, CHEMIN_LISTES, { liste: autre.id })}>
              {LIBELLE_ETAT_LISTE[autre.etat]} du {formatJour(autre.arreteeLe ?? autre.etablieLe)}
            </a>{" "}
            : {sourceOf(autre)}
          </li>
        ))}
      </ul>
    </section>
  );
}

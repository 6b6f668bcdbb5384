import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres } from "#socle/pages/design/filtres.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, ResultatActe, TagVerdict } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { capitalize, formatFraction, formatMesure } from "#socle/regles/shared/format.ts";
import { labelPeriode, parsePeriode } from "#socle/regles/shared/periode.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { Bilan, Constat } from "../../lectures/bilan.ts";
import { type EnteteRapport, LIBELLE_SECTION, SECTIONS, type Section } from "../../lectures/rapport/ports.ts";
import { alerteInconnus } from "../../regles/dire-inconnus.ts";
import { type Choix, SelectAnnee, SelectPeriode } from "../filtres.tsx";
import { hrefBilan, hrefTelechargement, questionOf } from "../questions.ts";

export type RapportPageProps = {
  readonly cadre: Cadre;
  /** null: nothing is published yet. */
  readonly bilan: Bilan | null;
  readonly choix: Choix;
  /** Pre-filled sentences, or what the officer typed when the act was refused. */
  readonly commentaires: Readonly<Record<Section, string>>;
  readonly cochees: readonly Section[];
  readonly figes: readonly EnteteRapport[];
  readonly erreur: string | null;
  /** The refusal is a warning about a comment, which the person may confirm. */
  readonly aRelire?: boolean;
};

export function renderRapportPage(props: RapportPageProps): string {
  const { cadre, bilan, figes, erreur } = props;
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: erreur ? "Erreur : rapport" : "Rapport",
    children: (
      <>
        <h1>Rapport</h1>
        <p class="chapo">
          Choisissez les parties, relisez les phrases, puis figez : le rapport reçoit un numéro, une date et une
          empreinte, et un import ultérieur ne le change pas.
        </p>
        <ResultatActe erreur={erreur} titreErreur="Rapport non figé" />
        {bilan ? <Composer {...props} bilan={bilan} /> : <SansBilan epci={epci} />}
        <Figes epci={epci} figes={figes} />
      </>
    ),
  });
}

function SansBilan({ epci }: { epci: string }) {
  return (
    <EtatVide titre="Aucun bilan à figer">
      <p>
        Publiez d’abord un fichier d’attributions (SNE).{" "}
        <a href={hrefTerritoire(epci, "donnees/deposer")}>Déposer un fichier</a>
      </p>
    </EtatVide>
  );
}

function Composer({ cadre, bilan, choix, commentaires, cochees, aRelire }: RapportPageProps & { bilan: Bilan }) {
  const epci = cadre.territoire?.epci ?? "";
  const question = questionOf(bilan);
  const ignore = alerteInconnus(bilan);
  return (
    <>
      <BarreFiltres action={hrefTerritoire(epci, "rapport")} titre="Choisir le bilan" bouton="Changer de période">
        <SelectAnnee choix={choix} annee={bilan.annee} />
        <SelectPeriode periode={bilan.periode} />
      </BarreFiltres>
      <p>
        <b>{capitalize(bilan.libellePeriode)}</b> : hors quartier prioritaire {sayMesure(bilan.horsQpv)}{" "}
        <TagVerdict constat={bilan.horsQpv} /> ; en quartier prioritaire {sayMesure(bilan.qpv)}{" "}
        <TagVerdict constat={bilan.qpv} />. <a href={hrefBilan(epci, question)}>Voir le bilan</a>{" "}
        <a href={hrefTelechargement(epci, question, "pdf", "diaporama")}>Diaporama</a>
      </p>
      {ignore === null ? null : (
        <p>
          <b>{ignore.titre}</b> {ignore.texte}
        </p>
      )}
      {bilan.rejetees ? <p>{bilan.rejetees.phrase}</p> : null}
      <form method="post" action={hrefTerritoire(epci, "rapport")}>
        <input type="hidden" name="annee" value={String(bilan.annee)} />
        <input type="hidden" name="periode" value={bilan.periode} />
        <div class="parties">
          {SECTIONS.map((section) => (
            <PartieRapport section={section} cochee={cochees.includes(section)} commentaire={commentaires[section]} />
          ))}
        </div>
        <p class="aide">
          Une partie dont aucune valeur n’est connue n’est pas cochée. Un commentaire parle de chiffres, jamais d’une
          personne : ni santé, ni origine, ni opinion, ni jugement.
        </p>
        {aRelire ? (
          <label class="case">
            <input type="checkbox" name="relu" value="oui" />
            J’ai relu ce commentaire : il ne dit rien d’une personne, je le garde.
          </label>
        ) : null}
        <p class="ligne">
          <button class="bouton" type="submit">
            Figer le rapport
          </button>
          <button
            class="bouton second"
            type="submit"
            formaction={hrefTerritoire(epci, "rapport/apercu")}
            formtarget="_blank"
          >
            Voir les pages avant de figer
          </button>
        </p>
      </form>
    </>
  );
}

/** The fraction once, where it stands for the rate. */
function sayMesure(constat: Constat): string {
  const mesure = formatMesure(constat);
  const { petitEffectif, taux, realise, assiette } = constat;
  return petitEffectif || taux === null ? mesure : `${mesure} (${formatFraction(realise, assiette)})`;
}

type PartieProps = { section: Section; cochee: boolean; commentaire: string };

function PartieRapport({ section, cochee, commentaire }: PartieProps) {
  const id = `commentaire-${section}`;
  return (
    <fieldset>
      <legend class="lu">{LIBELLE_SECTION[section]}</legend>
      <label class="case">
        <input type="checkbox" name="sections" value={section} checked={cochee} />
        <b>{LIBELLE_SECTION[section]}</b>
      </label>
      <label class="lu" for={id}>
        Commentaire, {LIBELLE_SECTION[section]}
      </label>
      <textarea id={id} name={`commentaire-${section}`} rows={3} maxlength={4000}>
        {commentaire}
      </textarea>
    </fieldset>
  );
}

function Figes({ epci, figes }: { epci: string; figes: readonly EnteteRapport[] }) {
  if (figes.length === 0) return null;
  const table = defineTable<EnteteRapport, Child>({
    code: "figes",
    titre: "Rapports figés, les plus récents d’abord",
    colonnes: [
      {
        code: "numero",
        titre: "Numéro",
        valeur: ({ numero }) => numero,
        tri: true,
        rendu: ({ numero }) => <a href={hrefTerritoire(epci, `rapport/${numero}`)}>{numero}</a>,
      },
      { code: "periode", titre: "Période", valeur: ({ annee, periode }) => labelPeriode(parsePeriode(annee, periode)) },
      { code: "fige_le", titre: "Figé le", genre: "jour", valeur: ({ figeLe }) => figeLe, tri: true },
      { code: "par", titre: "Par", valeur: ({ figePar }) => figePar, tri: true },
      {
        code: "empreinte",
        titre: "Empreinte",
        valeur: ({ empreinte }) => empreinte,
        rendu: ({ empreinte }) => <code title={empreinte}>{empreinte.slice(0, 12)}</code>,
      },
    ],
  });
  return (
    <>
      <h2>Rapports figés</h2>
      <Table table={table} lignes={figes} nom="Rapports figés" lu />
    </>
  );
}

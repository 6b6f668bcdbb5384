import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Choisir } from "#socle/pages/design/filtres.tsx";
import { Champ, type EtatFormulaire, Liste, type OptionListe } from "#socle/pages/design/formulaire.tsx";
import { FormulaireActe } from "#socle/pages/design/formulaire-acte.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import { BAUX_SUIVIS } from "../../images/baux-suivis-table.ts";
import type { ExamensLus } from "../../lectures/examen-occupation/read-examens.ts";
import {
  ETATS_EXAMEN,
  type EtatExamen,
  LIBELLE_ETAT_EXAMEN,
} from "../../regles/examen-occupation/examen-occupation.ts";
import { CHEMIN_BAUX_SUIVIS, CHEMIN_EXAMENS, cheminBailSuivi } from "./chemins.ts";
import { sayBail, TagExamen } from "./mots.tsx";
import { renderPageExamens } from "./page-examens.tsx";

export type ExamensPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly lus: ExamensLus;
  readonly etat: EtatExamen | null;
  /** Maximum lines shown; the file has them all. */
  readonly limite: number;
  readonly communes: readonly OptionListe[];
  readonly ecrire: boolean;
  readonly exporter: boolean;
  readonly formulaire: EtatFormulaire;
  readonly annonce: string | null;
};

/** Leases in force of a bailleur, the first due first. */
export function renderExamensPage(props: ExamensPageProps): string {
  const { formulaire, ecrire } = props;
  const refuse = formulaire.refus.message !== null || formulaire.refus.erreurs.length > 0;
  return renderPageExamens({
    ...props,
    children: (
      <>
        <Parc {...props} />
        <Filtre {...props} />
        <Contenu {...props} />
        {ecrire ? <Saisir {...props} ouvert={refuse} /> : null}
      </>
    ),
  });
}

/** Leases not followed are counted apart: they are not « à jour ». */
function Parc({ epci, lus: { parc, lignes }, ecrire }: ExamensPageProps) {
  if (parc === null) {
    return (
      <p>
        {formatCompte(lignes.length, "bail suivi", "baux suivis")}. Aucun parc RPLS publié ne dit combien de logements
        ne le sont pas.
      </p>
    );
  }
  const inconnus = parc.logements - parc.suivis - parc.moisConnu;
  return (
    <>
      <p>
        {formatNombre(parc.logements)} logements du parc occupé (RPLS {parc.periode}) : {formatNombre(parc.suivis)} ont
        leur bail suivi ici, {formatNombre(parc.moisConnu)} ont dans RPLS un mois de bail qui n’est pas repris,{" "}
        {formatNombre(inconnus)} n’ont aucune date de bail connue.
      </p>
      {ecrire && parc.moisConnu > 0 ? (
        <form method="post" action={hrefTerritoire(epci, `${CHEMIN_EXAMENS}/reprise`)}>
          <button class="bouton second" type="submit">
            Reprendre {formatCompte(parc.moisConnu, "bail", "baux")} de RPLS
          </button>
        </form>
      ) : null}
    </>
  );
}

function Filtre({ epci, lus: { comptes }, etat, exporter }: ExamensPageProps) {
  return (
    <>
      <BarreFiltres action={hrefTerritoire(epci, CHEMIN_EXAMENS)} titre="Filtrer">
        <Choisir
          nom="etat"
          libelle="État"
          tous="Tous"
          valeur={etat}
          options={ETATS_EXAMEN.map((code) => ({ code, libelle: `${LIBELLE_ETAT_EXAMEN[code]} (${comptes[code]})` }))}
        />
      </BarreFiltres>
      {exporter ? (
        <p class="ligne ecran">
          <a class="cible" href={hrefTerritoire(epci, `${CHEMIN_EXAMENS}/baux.xlsx`)}>
            Télécharger (XLSX)
          </a>
          <a class="cible" href={hrefTerritoire(epci, `${CHEMIN_EXAMENS}/baux.csv`)}>
            Télécharger (CSV)
          </a>
        </p>
      ) : null}
    </>
  );
}

function Contenu({ epci, lus, etat, limite }: ExamensPageProps) {
  const lignes = lus.lignes.filter((ligne) => etat === null || ligne.etat === etat);
  if (lignes.length === 0) {
    return (
      <EtatVide titre="Aucun bail ici">
        Les baux signés dans Blaise y viennent d’eux-mêmes ; les autres se saisissent ou se reprennent de RPLS.
      </EtatVide>
    );
  }
  const suite = lignes.length > limite ? `, les ${limite} premiers` : "";
  return (
    <Table
      table={{ ...BAUX_SUIVIS, titre: `${formatCompte(lignes.length, "bail", "baux")}${suite}` }}
      lignes={lignes}
      max={limite}
      rendu={{
        reference: ({ bail }) => (
          <>
            <a href={hrefTerritoire(epci, cheminBailSuivi(bail.id))}>{bail.reference ?? `Bail n° ${bail.id}`}</a>
            {bail.synthetique ? " (fictif)" : ""}
          </>
        ),
        logement: ({ bail }) => sayBail(bail),
        signe_le: ({ bail }) => formatJour(bail.signeLe),
        etat: (ligne) => <TagExamen etat={ligne.etat} />,
        echeance_le: ({ echeanceLe }) => (echeanceLe ? formatJour(echeanceLe) : "Aucune"),
        examine_le: ({ dernier }) => (dernier ? formatJour(dernier.examineLe) : "Aucun"),
      }}
    />
  );
}

function Saisir({ epci, communes, formulaire: etat, ouvert }: ExamensPageProps & { readonly ouvert: boolean }) {
  return (
    <details open={ouvert}>
      <summary>Suivre un bail signé hors de Blaise</summary>
      <FormulaireActe epci={epci} chemin={CHEMIN_BAUX_SUIVIS} bouton="Suivre ce bail" second>
        <Champ
          etat={etat}
          nom="cle"
          libelle="Logement"
          aide="Identifiant RPLS, ou référence de votre organisation."
          court
          requis
        />
        <Champ
          etat={etat}
          nom="reference"
          libelle="Référence du bail"
          aide="Celle de votre organisation, sans nom."
          court
        />
        <Champ etat={etat} nom="signe_le" libelle="Signé le" type="date" requis />
        <Liste etat={etat} nom="commune" libelle="Commune" options={communes} vide="Inconnue" />
        <Liste
          etat={etat}
          nom="typologie"
          libelle="Typologie"
          options={TYPOLOGIES.map((code) => ({ code, libelle: code }))}
          vide="Inconnue"
        />
        <Champ etat={etat} nom="surface" libelle="Surface" unite="m²" nombre />
      </FormulaireActe>
    </details>
  );
}

import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Choisir } from "#socle/pages/design/filtres.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatJour, formatJourCourt } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { ConventionEtablie } from "../lectures/convention-objectif.ts";
import type { BailleurProgramme } from "../lectures/ports.ts";
import { LIBELLE_ETAT_CONVENTION_OBJECTIF } from "../regles/convention-objectif.ts";

export const CHEMIN_CONVENTIONS = "programme/conventions";

export type ConventionsPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly conventions: readonly ConventionEtablie[];
  /** Bailleurs of a new convention; null: the reader may prepare none. */
  readonly preparer: readonly BailleurProgramme[] | null;
  /** Last year proposed by the form. */
  readonly annee: number;
};

/** Conventions d'objectifs, one bailleur and one period each. */
export function renderConventionsPage(props: ConventionsPageProps): string {
  const { cadre, epci, conventions, preparer } = props;
  return renderPage({
    cadre,
    titre: "Conventions d’objectifs",
    children: (
      <>
        <h1>Conventions d’objectifs</h1>
        <p>
          Une par bailleur et par période : ses opérations, ses objectifs d’attribution, ses engagements de relogement.
          Établie, elle est figée ; elle est signée quand les deux parties l’ont signée.
        </p>
        {preparer ? <Preparer {...props} bailleurs={preparer} /> : null}
        {conventions.length === 0 ? (
          <EtatVide titre="Aucune convention d’objectifs">
            <p>Aucune n’est établie, ou aucune n’est ouverte à votre habilitation.</p>
          </EtatVide>
        ) : (
          <Table table={tableConventions(epci)} lignes={conventions} />
        )}
      </>
    ),
  });
}

function tableConventions(epci: string) {
  const signe = (le: string | null) => (le === null ? "pas encore" : `signée le ${formatJourCourt(le)}`);
  return defineTable<ConventionEtablie, Child>({
    code: "conventions",
    titre: "Conventions établies",
    colonnes: [
      {
        code: "convention",
        titre: "Convention",
        tri: true,
        valeur: ({ bailleur, numero }) => `${bailleur.nom}, n° ${numero}`,
        rendu: ({ id, bailleur, numero }) => (
          <a href={hrefTerritoire(epci, `${CHEMIN_CONVENTIONS}/${id}`)}>
            {bailleur.nom}, n° {numero}
          </a>
        ),
      },
      { code: "periode", titre: "Période", valeur: ({ anneeDebut, anneeFin }) => `${anneeDebut} à ${anneeFin}` },
      {
        code: "etablie",
        titre: "Établie le",
        genre: "jour",
        tri: true,
        valeur: ({ etablieLe }) => etablieLe,
        rendu: ({ etablieLe }) => formatJour(etablieLe),
      },
      { code: "epci", titre: "EPCI", valeur: ({ signatures }) => signe(signatures.epci) },
      { code: "bailleur", titre: "Bailleur", valeur: ({ signatures }) => signe(signatures.bailleur) },
      {
        code: "etat",
        titre: "État",
        tri: true,
        valeur: ({ etat }) => LIBELLE_ETAT_CONVENTION_OBJECTIF[etat],
        rendu: ({ etat }) => <TagEtatConvention etat={etat} />,
      },
    ],
  });
}

export function TagEtatConvention({ etat }: Pick<ConventionEtablie, "etat">) {
  return <Tag ton={etat === "signee" ? "ok" : "alerte"}>{LIBELLE_ETAT_CONVENTION_OBJECTIF[etat]}</Tag>;
}

function Preparer({
  epci,
  annee,
  bailleurs,
}: ConventionsPageProps & { readonly bailleurs: readonly BailleurProgramme[] }) {
  const options = bailleurs.map(({ organisation, nom }) => ({ code: String(organisation), libelle: nom }));
  return (
    <form class="ligne" method="get" action={hrefTerritoire(epci, `${CHEMIN_CONVENTIONS}/preparer`)}>
      <Choisir nom="bailleur" libelle="Bailleur" options={options} valeur={null} />
      <div>
        <label for="debut">Première année</label>
        <input id="debut" name="debut" inputmode="numeric" pattern="[0-9]{4}" value={String(annee)} required />
      </div>
      <div>
        <label for="fin">Dernière année</label>
        <input id="fin" name="fin" inputmode="numeric" pattern="[0-9]{4}" value={String(annee + 5)} required />
      </div>
      <button class="bouton" type="submit">
        Préparer une convention
      </button>
    </form>
  );
}

import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Choisir } from "#socle/pages/design/filtres.tsx";
import { optionsOf } from "#socle/pages/design/formulaire.tsx";
import { EtatVide, Message, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJourCourt } from "#socle/regles/shared/format.ts";
import { CAS, ISSUES } from "../../images/cas-table.ts";
import type { CasListes, LigneCas } from "../../lectures/cas-bloque/cas.ts";
import {
  ETATS_CAS,
  LIBELLE_ETAT_CAS,
  LIBELLE_MOTIF_CAS,
  LIBELLE_NATURE_CAS,
  LIBELLE_VOIE_CAS,
  MOTIFS_CAS,
  NATURES_CAS,
} from "../../regles/cas-bloque/cas-bloque.ts";
import { renderPageCommission } from "../page-commission.tsx";
import { CHEMIN_CAS, CHEMIN_NOUVEAU_CAS, cheminCas } from "./chemins.ts";
import { NON_DITE, sayNature, TagEtatCas } from "./mots.tsx";

export type CasListePageProps = {
  readonly cadre: Cadre;
  readonly liste: CasListes;
  readonly ouvrir: boolean;
};

export function renderCasListePage(props: CasListePageProps): string {
  const { cadre, liste, ouvrir } = props;
  return renderPageCommission({
    cadre,
    titre: "Cas bloqués",
    children: (
      <>
        <p>
          Les situations que la commission de coordination examine, sans nom : une référence, des faits codés, des
          propositions, une décision. Nouvelles demandes et mutations internes sont distinguées.
        </p>
        {ouvrir ? (
          <p>
            <a class="bouton" href={hrefTerritoire(liste.territoire, CHEMIN_NOUVEAU_CAS)}>
              Signaler un cas
            </a>
          </p>
        ) : null}
        <Contenu liste={liste} />
      </>
    ),
  });
}

function Contenu({ liste }: { liste: CasListes }) {
  if (liste.total === 0) {
    return (
      <EtatVide titre="Aucun cas ne vous est ouvert">
        <p>
          Aucun cas n’est signalé, ou aucun ne l’est à votre habilitation : un membre de la commission lit ceux de la
          réunion à laquelle il est convoqué, de la convocation à soixante jours après elle.
        </p>
      </EtatVide>
    );
  }
  return (
    <>
      <Filtres liste={liste} />
      <Message ton="neutre">
        {liste.phrases.map((phrase) => (
          <p>{phrase}</p>
        ))}
      </Message>
      {liste.lignes.length === 0 ? (
        <EtatVide titre="Aucun cas ne répond à ces filtres">
          <p>
            <a href={hrefTerritoire(liste.territoire, CHEMIN_CAS)}>
              Afficher les {formatCompte(liste.total, "cas", "cas")}
            </a>
          </p>
        </EtatVide>
      ) : (
        <Tables liste={liste} />
      )}
    </>
  );
}

function Tables({ liste }: { liste: CasListes }) {
  return (
    <>
      <Table table={CAS} lignes={liste.lignes} rendu={cellules(liste.territoire)} />
      <Telechargements liste={liste} />
      {liste.issues.length > 0 ? <Table table={ISSUES} lignes={liste.issues} cartes={false} /> : null}
    </>
  );
}

function cellules(epci: string) {
  return {
    reference: ({ cas, reference }: LigneCas) => <a href={hrefTerritoire(epci, cheminCas(cas.id))}>{reference}</a>,
    nature: ({ cas }: LigneCas) => (
      <>
        {sayNature(cas)}
        {cas.voie === null ? null : (
          <>
            <br />
            <small>{LIBELLE_VOIE_CAS[cas.voie]}</small>
          </>
        )}
      </>
    ),
    motif: ({ cas }: LigneCas) => (cas.motif === null ? NON_DITE : LIBELLE_MOTIF_CAS[cas.motif]),
    etat: ({ cas }: LigneCas) => <TagEtatCas etat={cas.etat} />,
    charge: ({ assigne }: LigneCas) => assigne ?? "aucun organisme",
    echeance: ({ cas, enRetard }: LigneCas) => (
      <>
        {cas.echeance === null ? "aucune" : formatJourCourt(cas.echeance)}
        {enRetard ? (
          <>
            <br />
            <Tag ton="erreur">dépassée</Tag>
          </>
        ) : null}
      </>
    ),
  };
}

function Filtres({ liste }: { liste: CasListes }) {
  const { filtre, territoire, assignes } = liste;
  return (
    <BarreFiltres action={hrefTerritoire(territoire, CHEMIN_CAS)} titre="Choisir les cas">
      <Choisir
        nom="nature"
        libelle="Nature"
        tous="Toutes"
        options={optionsOf(NATURES_CAS, LIBELLE_NATURE_CAS)}
        valeur={filtre.nature}
      />
      <Choisir
        nom="motif"
        libelle="Motif"
        tous="Tous"
        options={optionsOf(MOTIFS_CAS, LIBELLE_MOTIF_CAS)}
        valeur={filtre.motif}
      />
      <Choisir
        nom="etat"
        libelle="État"
        tous="Tous"
        options={optionsOf(ETATS_CAS, LIBELLE_ETAT_CAS)}
        valeur={filtre.etat}
      />
      <Choisir nom="assigne" libelle="Chargé" tous="Tous" options={assignes} valeur={filtre.assigne} />
    </BarreFiltres>
  );
}

function Telechargements({ liste }: { liste: CasListes }) {
  const href = (fichier: string) => hrefTerritoire(liste.territoire, fichier, liste.filtre);
  return (
    <p class="ligne telechargements">
      Ces cas :<a href={href(`${CHEMIN_CAS}.xlsx`)}>tableur (XLSX)</a>
      <a href={href(`${CHEMIN_CAS}.csv`)}>CSV pour tableur</a>
    </p>
  );
}

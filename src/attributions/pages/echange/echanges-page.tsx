import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Champ, type EtatFormulaire, Liste, Relire, TexteLong } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { EchangeSuivi, EchangesLus } from "../../lectures/echange/lire-echanges.ts";
import type { CompteEchange, EchangePossible, OffreEchange } from "../../lectures/echange/ports.ts";
import { DIT_DROIT_ECHANGE, etapeOf, LIBELLE_ETAPE_ECHANGE } from "../../regles/echange/echange.ts";
import { cheminLiberation } from "../liberation/chemins.ts";
import { sayLieu, sayLogement } from "./mots.ts";

export const CHEMIN_ECHANGES = "liberations/echanges";

type EchangesProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly lus: EchangesLus;
  /** Dwellings that the reader's organisation may offer; null: the reader is no bailleur. */
  readonly logements: readonly { readonly id: number; readonly libelle: string }[] | null;
  readonly annonce: string | null;
  readonly erreur: string | null;
  readonly etat: EtatFormulaire;
};

/** Dwellings that tenants would exchange: what each bailleur offers, answers, and presents to its commission. */
export function renderEchangesPage(props: EchangesProps): string {
  const { cadre, annonce, erreur, logements } = props;
  return renderPage({
    cadre,
    titre: erreur ? "Erreur : échanges de logements" : "Échanges de logements",
    children: (
      <>
        <h1>Échanges de logements</h1>
        <p class="chapo">
          Deux locataires qui demandent à bouger, chacun vers le logement de l’autre : les deux bailleurs d’abord, puis
          les deux ménages, puis la commission pour chaque logement. Les deux baux se signent ensemble.
        </p>
        <ResultatActe annonce={annonce} erreur={erreur} titreErreur="Rien n’a été écrit" />
        {logements === null ? null : <Bailleur {...props} logements={logements} />}
        <Comptes comptes={props.lus.comptes} />
      </>
    ),
  });
}

function Bailleur(props: EchangesProps & { readonly logements: NonNullable<EchangesProps["logements"]> }) {
  return (
    <>
      <ARepondre {...props} />
      <EnCours {...props} />
      <Offres {...props} />
      <Possibles {...props} />
      <Offrir {...props} />
    </>
  );
}

function ARepondre({ epci, lus, etat }: EchangesProps) {
  const attendus = lus.echanges.filter((un) => etapeOf(un.etat) === "votre-reponse");
  if (attendus.length === 0) return null;
  return (
    <section aria-labelledby="a-repondre">
      <h2 id="a-repondre">{formatCompte(attendus.length, "échange attend", "échanges attendent")} votre réponse</h2>
      {attendus.map((un) => (
        <article class="carte-fiche">
          <h3>Votre logement : {sayMien(un)}</h3>
          <p>
            {un.autre.bailleur} propose en échange : {sayLogement(un.autre)}. Proposé le {formatJour(un.proposeLe)}.
            Votre locataire sera prévenu si vous acceptez.
          </p>
          <form method="post" action={hrefTerritoire(epci, `${CHEMIN_ECHANGES}/${un.id}/accord`)}>
            <p>
              <button class="bouton" type="submit">
                Accepter cet échange
              </button>
            </p>
          </form>
          <Refuser epci={epci} id={un.id} etat={etat} />
        </article>
      ))}
    </section>
  );
}

function Refuser({ epci, id, etat }: { readonly epci: string; readonly id: number; readonly etat: EtatFormulaire }) {
  const enErreur = etat.refus.erreurs.some(({ champ }) => champ === "motif");
  return (
    <details open={enErreur}>
      <summary>Refuser cet échange</summary>
      <form method="post" action={hrefTerritoire(epci, `${CHEMIN_ECHANGES}/${id}/refus`)}>
        <TexteLong
          etat={etat}
          nom="motif"
          libelle="Raison"
          aide="L’autre bailleur la lit. Sans parler d’une personne."
          limite={300}
          lignes={2}
        />
        <Relire affiche={enErreur} />
        <p>
          <button class="bouton second" type="submit">
            Refuser
          </button>
        </p>
      </form>
    </details>
  );
}

function sayMien({ adresse, typologie }: EchangeSuivi): string {
  return `${typologie ?? "type inconnu"}, ${adresse ?? "adresse inconnue"}`;
}

function EnCours({ epci, lus }: EchangesProps) {
  const suivis = lus.echanges.filter((un) => etapeOf(un.etat) !== "votre-reponse");
  if (suivis.length === 0) return null;
  return (
    <section aria-labelledby="en-cours">
      <h2 id="en-cours">Vos échanges</h2>
      <Table
        table={defineTable<EchangeSuivi, Child>({
          code: "echanges",
          titre: formatCompte(suivis.length, "échange"),
          colonnes: [
            { code: "mien", titre: "Votre logement", valeur: sayMien },
            colonneLocataire(epci),
            {
              code: "autre",
              titre: "L’autre logement",
              valeur: ({ autre }) => `${autre.bailleur} : ${sayLogement(autre)}`,
            },
            { code: "depuis", titre: "Proposé le", genre: "jour", valeur: ({ proposeLe }) => proposeLe },
            etape(epci),
          ],
        })}
        lignes={suivis}
        max={50}
      />
    </section>
  );
}

function colonneLocataire(epci: string): Colonne<{ reference: string | null; demandeur: string | null }, Child> {
  return {
    code: "locataire",
    titre: "Son locataire",
    valeur: ({ reference }) => reference ?? "dossier effacé",
    rendu: ({ reference, demandeur }) =>
      demandeur === null || reference === null ? (
        "dossier effacé"
      ) : (
        <a href={hrefTerritoire(epci, `demandes/${demandeur}`)}>{reference}</a>
      ),
  };
}

function etape(epci: string): Colonne<EchangeSuivi, Child> {
  return {
    code: "etape",
    titre: "Où il en est",
    valeur: ({ etat }) => LIBELLE_ETAPE_ECHANGE[etapeOf(etat)],
    rendu: (un) => <Etape epci={epci} un={un} />,
  };
}

function Etape({ epci, un }: { readonly epci: string; readonly un: EchangeSuivi }) {
  const { id, etat, autre, liberation, deDroit } = un;
  const dite = etapeOf(etat);
  const droit = DIT_DROIT_ECHANGE[deDroit];
  return (
    <>
      {LIBELLE_ETAPE_ECHANGE[dite]}
      {dite === "refuse-bailleur" && autre.bailleurMotif !== null ? ` : ${autre.bailleurMotif}` : null}
      {dite === "menages" ? ` : le vôtre ${sayReponse(etat.menage)}, l’autre ${sayReponse(etat.autreMenage)}` : null}
      {droit === null ? null : <p class="discret">{droit}</p>}
      {dite === "a-ouvrir" ? (
        <form method="post" action={hrefTerritoire(epci, `${CHEMIN_ECHANGES}/${id}/presenter`)}>
          <button class="bouton second" type="submit" aria-label={`Présenter l’autre ménage pour ${sayMien(un)}`}>
            Présenter à la commission
          </button>
        </form>
      ) : null}
      {liberation === null ? null : (
        <>
          {" "}
          <a href={hrefTerritoire(epci, cheminLiberation(liberation))}>Ouvrir le logement</a>
          {dite === "commission" && !autre.liberationOuverte ? (
            <p class="discret">L’autre bailleur n’a pas encore présenté le sien.</p>
          ) : null}
        </>
      )}
    </>
  );
}

function sayReponse(reponse: "oui" | "non" | null): string {
  return reponse === null ? "n’a pas répondu" : "a dit oui";
}

function Offres({ epci, lus }: EchangesProps) {
  return (
    <section aria-labelledby="offres">
      <h2 id="offres">Vos logements à échanger</h2>
      {lus.offres.length === 0 ? (
        <EtatVide titre="Aucun logement offert">
          Offrez celui d’un locataire qui demande à bouger et qui en est d’accord : Blaise cherche ceux qui conviennent
          des deux côtés.
        </EtatVide>
      ) : (
        <Table
          table={defineTable<OffreEchange, Child>({
            code: "offres",
            titre: formatCompte(lus.offres.length, "logement"),
            colonnes: [
              { code: "logement", titre: "Logement", valeur: ({ adresse }) => adresse },
              { code: "type", titre: "Type", valeur: ({ typologie }) => typologie },
              colonneLocataire(epci),
              { code: "depuis", titre: "Offert le", genre: "jour", valeur: ({ ouverteLe }) => ouverteLe },
              {
                code: "possibles",
                titre: "Échanges possibles",
                valeur: ({ possibles }) => possibles,
                rendu: possibles(epci),
              },
              { code: "retirer", titre: "Retirer", valeur: () => "", rendu: retirer(epci) },
            ],
          })}
          lignes={lus.offres}
          max={50}
        />
      )}
    </section>
  );
}

function possibles(epci: string) {
  return ({ id, adresse, possibles: nombre, engagee }: OffreEchange): Child => {
    if (engagee) return "échange en cours";
    if (nombre === 0) return "aucun pour l’instant";
    return (
      <a href={`${hrefTerritoire(epci, CHEMIN_ECHANGES, { offre: id })}#possibles`}>
        {formatCompte(nombre, "logement")}
        <span class="lu"> pour {adresse}</span>
      </a>
    );
  };
}

function retirer(epci: string) {
  return ({ id, adresse, engagee }: OffreEchange): Child => {
    const bouton = (
      <form method="post" action={hrefTerritoire(epci, `${CHEMIN_ECHANGES}/offres/${id}/retirer`)}>
        <button class="lien" type="submit">
          {engagee ? "Arrêter l’échange et retirer" : "Retirer"}
          <span class="lu"> {adresse}</span>
        </button>
      </form>
    );
    if (!engagee) return bouton;
    return (
      <details>
        <summary>
          Retirer<span class="lu"> {adresse}</span>
        </summary>
        L’échange s’arrête. Les ménages à qui il a été proposé le lisent sur leur page.
        {bouton}
      </details>
    );
  };
}

function Possibles({ epci, lus: { choisie } }: EchangesProps) {
  if (choisie === null) return null;
  const { offre } = choisie;
  const lignes = choisie.possibles;
  return (
    <section aria-labelledby="possibles">
      <h2 id="possibles">Échanges possibles pour {offre.adresse}</h2>
      {lignes.length === 0 ? (
        <p>Aucun logement offert ne convient des deux côtés : type et commune demandés.</p>
      ) : (
        <Table
          table={defineTable<EchangePossible, Child>({
            code: "possibles",
            titre: formatCompte(
              lignes.length,
              "logement qui convient des deux côtés",
              "logements qui conviennent des deux côtés",
            ),
            colonnes: [
              { code: "bailleur", titre: "Bailleur", valeur: ({ bailleur }) => bailleur },
              { code: "lieu", titre: "Lieu", valeur: sayLieu },
              { code: "logement", titre: "Logement", valeur: sayLogement },
              {
                code: "proposer",
                titre: "Proposer",
                valeur: () => "",
                rendu: (autre) => (
                  <form method="post" action={hrefTerritoire(epci, `${CHEMIN_ECHANGES}/offres/${offre.id}/proposer`)}>
                    <button class="bouton second" type="submit" name="autre" value={String(autre.offre)}>
                      Proposer l’échange
                      <span class="lu">
                        {" "}
                        : {autre.bailleur}, {sayLogement(autre)}
                      </span>
                    </button>
                  </form>
                ),
              },
            ],
          })}
          lignes={lignes}
          max={25}
        />
      )}
    </section>
  );
}

function Offrir({
  epci,
  etat,
  logements,
}: EchangesProps & { readonly logements: NonNullable<EchangesProps["logements"]> }) {
  const ouvert = etat.refus.erreurs.some(({ champ }) => champ !== "motif");
  return (
    <details open={ouvert} id="offrir">
      <summary>Offrir le logement d’un locataire</summary>
      <form class="saisie" method="post" action={hrefTerritoire(epci, `${CHEMIN_ECHANGES}/offres`)}>
        <Liste
          etat={etat}
          nom="logement"
          libelle="Logement"
          options={logements.map(({ id, libelle }) => ({ code: String(id), libelle }))}
          vide="Choisir"
          requis
        />
        <Champ
          etat={etat}
          nom="reference"
          libelle="Demande de son locataire"
          aide="Sa référence, par exemple D-7KQ4-XM2R."
          requis
        />
        <Champ
          etat={etat}
          nom="accord"
          libelle="Accord du locataire, le"
          aide="Il sait que son logement, sans son nom, sera montré à d’autres bailleurs."
          type="date"
          requis
        />
        <p>
          <button class="bouton second" type="submit">
            Offrir ce logement
          </button>
        </p>
      </form>
    </details>
  );
}

const COMPTES = defineTable<CompteEchange>({
  code: "comptes",
  titre: "Échanges par bailleur",
  colonnes: [
    { code: "bailleur", titre: "Bailleur", valeur: ({ bailleur }) => bailleur, tri: true },
    { code: "offerts", titre: "Logements offerts", genre: "entier", valeur: ({ offerts }) => offerts },
    { code: "proposes", titre: "Échanges ouverts", genre: "entier", valeur: ({ proposes }) => proposes },
    { code: "dAccord", titre: "Locataires d’accord", genre: "entier", valeur: ({ dAccord }) => dAccord },
    { code: "signes", titre: "Signés", genre: "entier", valeur: ({ signes }) => signes },
    { code: "refusesBailleur", titre: "Refusés par un bailleur", genre: "entier", valeur: (un) => un.refusesBailleur },
    { code: "refusesMenage", titre: "Non voulus par un ménage", genre: "entier", valeur: (un) => un.refusesMenage },
  ],
});

function Comptes({ comptes }: { readonly comptes: readonly CompteEchange[] }) {
  return (
    <section aria-labelledby="comptes">
      <h2 id="comptes">Sur le territoire</h2>
      {comptes.length === 0 ? (
        <p>
          Aucun bailleur n’a encore offert de logement à l’échange, ou ces comptes ne sont pas ouverts à votre
          habilitation.
        </p>
      ) : (
        <>
          <Table table={COMPTES} lignes={comptes} cartes={false} />
          <p class="discret">Un échange a deux côtés : entre deux bailleurs, chacun le compte une fois.</p>
        </>
      )}
    </section>
  );
}

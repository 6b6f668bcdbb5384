import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Choisir, optionsDe } from "#socle/pages/design/filtres.tsx";
import { EnTetePage, Suites, suitesParties } from "#socle/pages/design/gabarit.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Phrases, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatEntre, formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { Contingents, LigneReservataire } from "../../lectures/contingent/contingents.ts";
import type { BilanFluxTransmis } from "../../lectures/contingent/ports.ts";
import { formatImputees } from "../../regles/contingent/format-compte.ts";
import { TableConventions, TableDroits, TableEcarts } from "./contingents-tables.tsx";

export const PARTIES_CONTINGENTS = {
  droits: "Inventaire des droits de réservation",
  parc: "Logements réservés selon RPLS, bailleur par bailleur",
  lecture: "Comment lire ces chiffres",
} as const;
type PartieContingents = keyof typeof PARTIES_CONTINGENTS;

export type ContingentsPageProps = {
  readonly cadre: Cadre;
  /** null: the page that answers. */
  readonly partie: PartieContingents | null;
  readonly contingents: Contingents;
  readonly annees: readonly number[];
  readonly transmis: readonly BilanFluxTransmis[];
  /** The person reads leases: the yearly bilan can be computed. */
  readonly bilan: boolean;
  readonly annonce: string | null;
};

/** Each réservataire's rights, due and received; then the conventions. The rights one by one are a link away. */
export function renderContingentsPage(props: ContingentsPageProps): string {
  const { cadre, contingents, annonce, partie } = props;
  if (partie !== null && contingents.lignesVisibles) return renderPartie(props, partie);
  return renderPage({
    cadre,
    titre: nameOf(props),
    children: (
      <>
        <h1>{nameOf(props)}</h1>
        <p class="chapo">
          Qui a des droits de réservation, ce que le flux de l’année leur doit, et ce qui leur a été attribué. Droits
          lus au {formatJour(contingents.jour)}.
        </p>
        <ResultatActe annonce={annonce} />
        <ChoixAnnee {...props} />
        {contingents.lignesVisibles ? <Corps {...props} /> : <SansLigne />}
      </>
    ),
  });
}

function nameOf({ contingents: { annee } }: ContingentsPageProps): string {
  return `Contingents, ${annee}`;
}

function renderPartie(props: ContingentsPageProps, partie: PartieContingents): string {
  const { cadre, contingents, annonce } = props;
  const titre = PARTIES_CONTINGENTS[partie];
  return renderPage({
    cadre,
    titre,
    children: (
      <>
        <EnTetePage titre={titre} sous={<a href={hrefPartie(props, null)}>{nameOf(props)}</a>} />
        <ResultatActe annonce={annonce} />
        {partie === "droits" ? <Droits {...props} /> : null}
        {partie === "parc" ? <Parc contingents={contingents} /> : null}
        {partie === "lecture" ? <Liste phrases={contingents.phrases} /> : null}
        <SuitesContingents {...props} />
      </>
    ),
  });
}

function Liste({ phrases }: { readonly phrases: readonly string[] }) {
  return (
    <ul>
      {phrases.map((phrase) => (
        <li>{phrase}</li>
      ))}
    </ul>
  );
}

function hrefPartie({ cadre, contingents: { annee } }: ContingentsPageProps, partie: PartieContingents | null): string {
  return hrefTerritoire(cadre.territoire?.epci ?? "", "contingents", { annee, partie });
}

function SuitesContingents(props: ContingentsPageProps) {
  const href = (une: PartieContingents) => hrefPartie(props, une);
  return <Suites suites={suitesParties(PARTIES_CONTINGENTS, [props.partie], href)} />;
}

function ChoixAnnee({ cadre, contingents: { annee }, annees }: ContingentsPageProps) {
  const choix = [...new Set([...annees, annee])].sort((a, b) => b - a);
  return (
    <BarreFiltres action={hrefTerritoire(cadre.territoire?.epci ?? "", "contingents")} titre="Choisir l’année">
      <Choisir nom="annee" libelle="Année" options={optionsDe(choix)} valeur={String(annee)} />
    </BarreFiltres>
  );
}

function SansLigne() {
  return (
    <EtatVide titre="Votre habilitation n’ouvre pas le détail des contingents">
      <p>Les droits et les conventions existent peut-être : elle n’en ouvre que les sommes publiées dans le bilan.</p>
    </EtatVide>
  );
}

function Corps(props: ContingentsPageProps) {
  return (
    <>
      <Reponse {...props} />
      <DroitsEnBref {...props} />
      <Conventions {...props} />
      <BilanAnnuel {...props} />
      <SuitesContingents {...props} />
    </>
  );
}

/** Without a convention there is no objective: « sans objet » rather than « inconnu ». */
function ofFlux(valeur: Colonne<LigneReservataire>["valeur"]): Colonne<LigneReservataire>["valeur"] {
  return (ligne) => (ligne.conventions === 0 ? { manque: "sans-objet" } : valeur(ligne));
}

const RESERVATAIRES = defineTable<LigneReservataire, Child>({
  code: "reservataires",
  titre: "Par réservataire",
  colonnes: [
    { code: "nom", titre: "Réservataire", tri: true, valeur: ({ nom }) => nom },
    { code: "stock", titre: "Droits en stock", genre: "nombre", tri: true, valeur: ({ enStock }) => enStock },
    { code: "flux", titre: "Droits en flux", genre: "nombre", tri: true, valeur: ({ enFlux }) => enFlux },
    {
      code: "baux",
      titre: "Baux de l’année",
      genre: "nombre",
      valeur: ({ baux }) => baux && formatImputees(baux.certaines, baux.possibles),
    },
    {
      code: "objectif",
      titre: "Objectif de l’année",
      genre: "nombre",
      valeur: ({ conventions, objectif }) => (conventions === 0 ? "sans convention" : objectif),
    },
    { code: "attendu", titre: "Attendu à cette date", genre: "nombre", valeur: ofFlux(({ attendu }) => attendu) },
    {
      code: "imputees",
      titre: "Imputées",
      genre: "nombre",
      valeur: ofFlux(({ imputees, possibles }) => formatImputees(imputees, possibles)),
    },
    { code: "reste", titre: "Reste", genre: "nombre", valeur: ofFlux(({ reste }) => formatEntre(reste)) },
    {
      code: "alertes",
      titre: "Alertes",
      valeur: ({ alertes }) => alertes,
      rendu: ({ alertes }) => (alertes > 0 ? <Tag ton="alerte">{formatNombre(alertes)} à examiner</Tag> : "aucune"),
    },
  ],
});

function Reponse({ contingents }: ContingentsPageProps) {
  if (contingents.reservataires.length === 0) {
    return (
      <EtatVide titre="Aucun droit ni convention de flux">
        <p>
          L’inventaire commence par un droit de réservation, ou par une convention de flux entre un bailleur et un
          réservataire.
        </p>
      </EtatVide>
    );
  }
  return (
    <>
      <Phrases phrases={contingents.reponse} />
      <Table table={RESERVATAIRES} lignes={contingents.reservataires} />
    </>
  );
}

function Droits({ cadre, contingents }: ContingentsPageProps) {
  const epci = cadre.territoire?.epci ?? "";
  return (
    <>
      {contingents.droits.length === 0 ? (
        <p>Aucun droit de réservation n’est enregistré.</p>
      ) : (
        <TableDroits epci={epci} droits={contingents.droits} ecrire={cadre.droits.ecrireContingent} />
      )}
      <Ajouter cadre={cadre} />
    </>
  );
}

function Ajouter({ cadre }: { readonly cadre: Cadre }) {
  if (!cadre.droits.ecrireContingent) return null;
  return (
    <p>
      <a class="bouton second" href={hrefTerritoire(cadre.territoire?.epci ?? "", "contingents/ajouter")}>
        Ajouter un droit
      </a>
    </p>
  );
}

function DroitsEnBref(props: ContingentsPageProps) {
  const { droits } = props.contingents;
  const alertes = droits.filter(({ etat }) => etat.alertes.some(({ gravite }) => gravite === "alerte")).length;
  return (
    <>
      <h2 id="droits">Inventaire des droits</h2>
      {droits.length === 0 ? (
        <p>Aucun droit de réservation n’est enregistré.</p>
      ) : (
        <p>
          {formatCompte(droits.length, "ligne")}, {formatCompte(alertes, "avec une alerte", "avec une alerte")} :{" "}
          <a href={hrefPartie(props, "droits")}>lire chaque droit, ses dates et sa justification</a>.
        </p>
      )}
      <Ajouter cadre={props.cadre} />
    </>
  );
}

function Conventions({ cadre, contingents }: ContingentsPageProps) {
  const epci = cadre.territoire?.epci ?? "";
  return (
    <>
      <h2 id="conventions">Conventions de flux en {contingents.annee}</h2>
      {contingents.conventions.length === 0 ? (
        <p>Aucune convention de flux ne couvre cette année.</p>
      ) : (
        <TableConventions epci={epci} annee={contingents.annee} conventions={contingents.conventions} />
      )}
      {cadre.droits.ecrireContingent ? (
        <p>
          <a class="bouton second" href={hrefTerritoire(epci, "contingents/conventions/ajouter")}>
            Ajouter une convention de flux
          </a>
        </p>
      ) : null}
    </>
  );
}

function BilanAnnuel({ cadre, contingents: { annee }, transmis, bilan }: ContingentsPageProps) {
  const epci = cadre.territoire?.epci ?? "";
  const own = transmis.filter((one) => one.annee === annee);
  return (
    <>
      <h2 id="bilan">Bilan annuel des flux</h2>
      {bilan ? (
        <p>
          <a href={hrefTerritoire(epci, "contingents/bilan-flux", { annee })}>Lire le bilan {annee}</a>, par
          réservataire, typologie, financement, quartier, commune et période de construction.
        </p>
      ) : (
        <p>
          Les baux des bailleurs ne vous sont pas ouverts. Votre bilan vous est transmis ici par chaque bailleur ; s’il
          manque, demandez-le-lui : il le doit chaque année.
        </p>
      )}
      {own.length === 0 ? (
        <p>Aucun bilan {annee} n’a été transmis à un réservataire.</p>
      ) : (
        <ul>
          {own.map(({ id, nomBailleur, nomReservataire, numero, transmisLe }) => (
            <li>
              <a href={hrefTerritoire(epci, `contingents/bilans/${id}`)}>
                {nomBailleur} à {nomReservataire}, transmission {numero}
              </a>
              , le {formatJour(transmisLe)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Parc({ contingents: { parc } }: { contingents: Contingents }) {
  if (parc !== null) return <TableEcarts parc={parc} />;
  return <p>Aucun fichier RPLS dont vous lisiez les logements n’est publié : la comparaison n’est pas possible.</p>;
}

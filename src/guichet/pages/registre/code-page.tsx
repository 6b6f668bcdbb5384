import type { FicheRegistre } from "#dossier/lectures/registre/ports.ts";
import { cheminDemande } from "#dossier/pages/registre/chemins.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type EtatFormulaire, Plusieurs } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { Message } from "#socle/pages/design/parts.tsx";

export function BoutonCode({ fiche: { epci, demandeur } }: { fiche: FicheRegistre }) {
  return (
    <p class="ecran">
      <a href={hrefTerritoire(epci, cheminDemande(demandeur, "code"))}>Remettre un nouveau code</a> : la personne a
      perdu le sien.
    </p>
  );
}

type Props = { readonly cadre: Cadre; readonly fiche: FicheRegistre };

export function renderRemettreCodePage({ cadre, fiche, etat }: Props & { readonly etat: EtatFormulaire }): string {
  const titre = "Remettre un nouveau code";
  const { erreurs } = etat.refus;
  const retour = hrefTerritoire(fiche.epci, cheminDemande(fiche.demandeur));
  return renderPage({
    cadre,
    titre: erreurs.length > 0 ? `Erreur : ${titre}` : titre,
    children: (
      <>
        <h1>{titre}</h1>
        {erreurs.map(({ message }) => (
          <Message ton="erreur" titre="À corriger">
            <p>{message}</p>
          </Message>
        ))}
        <p>
          Le code ouvre la demande {fiche.reference ?? ""} sur le site, à la place de la personne : ne le remettez qu’à
          elle, en main propre.
        </p>
        <p>
          Ses anciens codes, ses liens et ses visites ouvertes ne serviront plus. Le code d’une personne mandatée reste.
          La remise est inscrite au dossier, et la personne en est prévenue.
        </p>
        <form class="saisie" method="post" action={hrefTerritoire(fiche.epci, cheminDemande(fiche.demandeur, "code"))}>
          <Plusieurs
            etat={etat}
            nom="identite"
            libelle="Avant de remettre le code"
            options={[{ code: "vue", libelle: "La personne est là, et j’ai vu sa pièce d’identité" }]}
          />
          <p class="ligne">
            <button class="bouton" type="submit">
              Faire le nouveau code
            </button>
            <a href={retour}>Revenir au dossier</a>
          </p>
        </form>
      </>
    ),
  });
}

/** Page to print and take away: nothing on it names the person. */
export function renderCodeRemisPage({
  cadre,
  fiche,
  code,
  reference,
}: Props & { readonly code: string; readonly reference: string | null }): string {
  const titre = "Votre nouveau code";
  return renderPage({
    cadre,
    titre,
    children: (
      <>
        <p class="ecran">
          Ce code est montré une seule fois. Imprimez cette page et remettez-la, ou faites recopier le code.
        </p>
        <h1>{titre}</h1>
        <p>Il sert à revenir à votre demande de logement social, et remplace les anciens. Ne le donnez à personne.</p>
        <p class="chapo">
          <strong>{code}</strong>
        </p>
        <dl>
          <dt>Sur le site</dt>
          <dd>{hrefDemande(fiche.epci, "reprendre")}</dd>
          {reference === null ? null : (
            <>
              <dt>Référence du dossier</dt>
              <dd>{reference}, qui n’est pas un numéro unique</dd>
            </>
          )}
        </dl>
        <p class="ecran">
          <a href={hrefTerritoire(fiche.epci, cheminDemande(fiche.demandeur))}>Revenir au dossier</a>
        </p>
      </>
    ),
  });
}

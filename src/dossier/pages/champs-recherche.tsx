import {
  Champ,
  Choix,
  Cote,
  type EtatFormulaire,
  Liste,
  type OptionListe,
  optionsOf,
  Plusieurs,
} from "#socle/pages/design/formulaire.tsx";
import { LIBELLE_MOTIF_DEMANDE, LIBELLE_TYPOLOGIE_CHERCHEE, MOTIFS_DEMANDE } from "../regles/libelles-reponses.ts";
import { TYPOLOGIES } from "../regles/reponses.ts";
import { LIEUX_MAX } from "../regles/sections.ts";
import { type ContexteChamps, OUI_NON } from "./contexte-champs.ts";

type Props = { readonly etat: EtatFormulaire; readonly contexte: ContexteChamps };

export function ChampsMotifs({ etat }: Props) {
  const options: readonly OptionListe[] = MOTIFS_DEMANDE.map((code) => ({
    code,
    libelle: LIBELLE_MOTIF_DEMANDE[code] ?? code,
  }));
  return (
    <>
      <Liste etat={etat} nom="principal" libelle="La raison principale" options={options} vide="Choisissez" />
      <details>
        <summary>Ajouter d’autres raisons</summary>
        <Plusieurs etat={etat} nom="autres" libelle="Les autres raisons" options={options} />
      </details>
    </>
  );
}

export function ChampsLogementCherche({ etat }: Props) {
  return (
    <>
      <Plusieurs
        etat={etat}
        nom="typologies"
        libelle="Quelle taille"
        aide="Vous pouvez en choisir plusieurs. La cuisine ne compte pas."
        options={optionsOf(TYPOLOGIES, LIBELLE_TYPOLOGIE_CHERCHEE)}
      />
      <Choix
        etat={etat}
        nom="genre"
        libelle="Appartement ou maison"
        options={[
          { code: "appartement", libelle: "Appartement" },
          { code: "maison", libelle: "Maison" },
          { code: "indifferent", libelle: "Les deux me vont" },
        ]}
      />
      <Champ etat={etat} nom="loyer_max" libelle="Loyer maximum par mois, avec les charges" nombre unite="€" />
    </>
  );
}

export function ChampsLieux({ etat, contexte: { communes, secteurs } }: Props) {
  const options = [
    ...communes,
    ...secteurs.map((secteur) => ({ code: `secteur:${secteur}`, libelle: `Secteur : ${secteur}` })),
  ];
  return (
    <>
      <p>Commencez par votre lieu préféré. Un seul choix suffit.</p>
      {Array.from({ length: LIEUX_MAX }, (_, rang) => (
        <Liste
          etat={etat}
          nom={`lieu_${rang + 1}`}
          options={options}
          libelle={rang === 0 ? "Premier choix" : `Choix ${rang + 1}`}
          vide={rang === 0 ? "Choisissez" : "Aucun"}
        />
      ))}
      <Choix
        etat={etat}
        nom="elargir"
        libelle="Acceptez-vous d’autres communes, autour ?"
        aide="Vous aurez plus de propositions."
        options={OUI_NON}
      />
    </>
  );
}

export function ChampsRapide({ etat }: Props) {
  return (
    <>
      <Choix
        etat={etat}
        nom="mobilite"
        libelle="Vous arrivez pour un emploi, une formation ou une mission"
        options={OUI_NON}
      />
      <Cote>
        <Champ etat={etat} nom="du" libelle="Arrivée prévue le" type="date" />
        <Champ etat={etat} nom="au" libelle="Départ prévu le" type="date" />
      </Cote>
      <Choix etat={etat} nom="meuble" libelle="Un logement meublé vous irait" options={OUI_NON} />
    </>
  );
}

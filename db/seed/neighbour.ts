import { pilotId } from './pilot-ids.ts';

/**
 * A second, small tenant for proving that nothing crosses from one to the other (E2): Harbour Homes, six houses, one
 * document.
 */
export const NEIGHBOUR = {
  tenantId: pilotId('tenant', 'harbour-homes'),
  slug: 'harbour-homes',
  developmentId: pilotId('development', 'harbour-view'),
  developmentSlug: 'harbour-view',
  houses: [
    {
      id: pilotId('house', 'harbour-view-1'),
      tokenId: pilotId('qr-token', 'harbour-view-1'),
      label: '1 Harbour View',
      owner: 'Fiachra Ó Domhnaill',
    },
    {
      id: pilotId('house', 'harbour-view-2'),
      tokenId: pilotId('qr-token', 'harbour-view-2'),
      label: '2 Harbour View',
      owner: 'Agnieszka Nowak',
    },
    {
      id: pilotId('house', 'harbour-view-3'),
      tokenId: pilotId('qr-token', 'harbour-view-3'),
      label: '3 Harbour View',
      owner: 'Sorcha Walsh',
    },
    {
      id: pilotId('house', 'harbour-view-4'),
      tokenId: pilotId('qr-token', 'harbour-view-4'),
      label: '4 Harbour View',
      owner: 'Tomás Roche',
    },
    {
      id: pilotId('house', 'harbour-view-5'),
      tokenId: pilotId('qr-token', 'harbour-view-5'),
      label: '5 Harbour View',
      owner: 'Bríd Ní Chatháin',
    },
    {
      id: pilotId('house', 'harbour-view-6'),
      tokenId: pilotId('qr-token', 'harbour-view-6'),
      label: '6 Harbour View',
      owner: 'Colm Ó Sé',
    },
  ],
  /** A code of the second house that was replaced. */
  revokedTokenId: pilotId('qr-token', 'harbour-view-2-replaced'),
  documentId: pilotId('document', 'harbour-view-guide'),
  documentTitle: 'Harbour View owner guide',
  developer: { email: 'developer@harbour-homes.example', password: 'harbour-demo-password' },
} as const;

/** "2 approved answers would be lost": why a version is held. */
export const wouldBeLost = (answers: number) =>
  answers === 1 ? '1 approved answer would be lost' : `${answers} approved answers would be lost`;

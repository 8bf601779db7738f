/** Said above a modal that is shown again, as mrkdwn. */
export const CHANGED_MEANWHILE = 'Nothing was done yet. This is how it stands now: choose again.';
